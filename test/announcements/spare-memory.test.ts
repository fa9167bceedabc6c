import { expect, it } from "vitest";
import { ROOT } from "../fixtures/root.ts";
import { runProgram } from "../fixtures/run-program.ts";

/** What the heap holds, in MB, with much that was dropped, after memory is spared, and after it is spared again. */
const PROGRAM = `
  import { spareMemory } from "${ROOT}dist/adapters/spare-memory.js";
  const used = () => process.memoryUsage().heapUsed / 2 ** 20;
  let kept = Array.from({ length: 500_000 }, (_, at) => ({ at }));
  kept = null;
  const littered = used();
  spareMemory();
  const spared = used();
  spareMemory();
  console.log(JSON.stringify({ littered, spared, again: used() }));
`;

it("collects what was dropped once very much is to be posted, and not for each batch anew", async () => {
  const { stdout } = await runProgram(["--input-type=module", "--eval", PROGRAM]);
  const { littered, spared, again } = JSON.parse(stdout);
  expect(spared).toBeLessThan(littered / 2);
  expect(again).toBeGreaterThanOrEqual(spared);
});
