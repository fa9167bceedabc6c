import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeInTime } from "../../src/knowledge/chronology.ts";
import type { Signatory } from "../../src/knowledge/knowledge-base.ts";
import { holdersOf, holdersOfOpen } from "../../src/questions/evaluate/holders.ts";
import { standingsOf } from "../../src/questions/evaluate/standings.ts";
import type { Rank } from "../../src/questions/query.ts";
import { history, knownOf } from "../fixtures/signing-history.ts";
import { openEngine, TODAY } from "./engine.ts";

const { knowledge, rollcall } = await openEngine();
const [template] = knowledge.signatories.values();
if (!template) throw new Error("The knowledge has no signatory.");
const RUNS = { numRuns: 500, seed: Number(process.env["FC_SEED"] ?? 1) };
const RANKS: readonly Rank[] = [
  { kind: "nth", n: 2 },
  { kind: "first", count: null },
  { kind: "latest", count: 1 },
];
const people = history.map((signatures) =>
  placeInTime(signatures.map(knownOf)).placed.map((one): Signatory => ({ ...template, ...one })),
);

describe("a place among some of whom it is open whether they belong", () => {
  it("is certain only of who holds it with any of them and with none", () => {
    const cases = fc.tuple(people, fc.nat(), fc.nat(4), fc.constantFrom(...RANKS));
    fc.assert(
      fc.property(cases, ([all, chosen, size, rank]) => {
        const open = all.slice(0, size);
        const sure = all.slice(size);
        const { certain, possible } = holdersOfOpen(rank, sure, open);
        const some = open.filter((_one, index) => (chosen & (1 << index)) !== 0);
        const found = holdersOf(rank, standingsOf([...sure, ...some]));
        for (const code of certain) expect(found.certain).toContain(code);
        for (const code of [...found.certain, ...found.possible]) {
          expect([...certain, ...possible]).toContain(code);
        }
      }),
      RUNS,
    );
  });

  it("is certain of nobody where too many are open to try them all", () => {
    const open = [...knowledge.signatories.values()].slice(0, 7);
    const { certain, possible } = holdersOfOpen({ kind: "latest", count: 1 }, [], open);
    expect(certain).toEqual([]);
    expect(possible).toContain(open[6]?.country);
  });
});

describe("a place within a bloc or a year", () => {
  it.each([
    ["Which EU member state was the 21st?", "the 22nd country", "the 21st country"],
    ["Which Nordic country was the 3rd?", "the 21st country", "the 3rd country"],
    ["Who was the last to sign before Brexit?", "the 22nd country", "is the latest"],
  ])("is not told as a place among all: %s", (question, told, untold) => {
    const { text } = rollcall.ask(question, { today: TODAY });
    expect(text).toContain(told);
    expect(text).not.toContain(untold);
  });
});
