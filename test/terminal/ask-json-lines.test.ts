import { afterAll, describe, expect, it } from "vitest";
import { ask } from "../../adapters/terminal/ask-program.ts";
import { dataFolder } from "../fixtures/data-folder.ts";
import { askIn } from "./ask-process.ts";
import { inProcess } from "./in-process.ts";

/** Each test runs whole programs, on a machine that may have other work. */
const BUSY = { timeout: 60_000 };

const dataDir = await dataFolder(afterAll);
const askProcess = askIn(dataDir);
const answered = (input: string) => inProcess(ask, TODAY, { DATA_DIR: dataDir }, input);
const TODAY = ["--jsonl", "--today", "2026-11-22"];
/** Short ones, a follow-up, refusals, and what a person may paste. */
const TEXTS = ["has Norway signed?", "and Sweden?", "who was first?", "has Atlantis signed?", "🧬", ""];

describe("npm run ask -- --jsonl", BUSY, () => {
  it("answers 2,000 lines in order, the same to the byte in another process", async () => {
    const ids = Array.from({ length: 2_000 }, (_, id) => id);
    const input = ids
      .map((id) => JSON.stringify({ id, conversation: `c${id % 4}`, text: TEXTS[id % TEXTS.length] }))
      .join("\n");
    const [once, again] = await Promise.all([askProcess(TODAY, { input }), answered(input)]);
    const answers = linesOf(once.stdout).map((line) => JSON.parse(line));
    expect([once.code, once.stderr]).toEqual([1, ""]);
    expect(answers.map(({ id, conversation }) => [id, conversation])).toEqual(
      ids.map((id) => [id, `c${id % 4}`]),
    );
    expect(again.stdout === once.stdout, "the same bytes").toBe(true);
  });

  it("goes on after lines that are no questions, and ends with 1", async () => {
    const long = `has Norway signed? ${"x".repeat(100_000)}`;
    const asked = [
      "nonsense",
      { id: 1, text: long },
      { id: 2, text: "\u001b[2J\u0000" },
      { id: 3, text: "help" },
    ];
    const input = asked.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\r\n");
    const { code, stdout, stderr } = await answered(input);
    expect([code, stderr]).toEqual([1, ""]);
    expect(linesOf(stdout).map((line) => JSON.parse(line))).toMatchObject([
      { id: null, outcome: "error", error: expect.any(String) },
      { id: 1, outcome: "not-understood" },
      { id: 2, facts: { verdict: null } },
      { id: 3, outcome: "answered" },
    ]);
    expect(stdout, "escape codes are quoted as JSON does").not.toMatch(/[^\P{Cc}\n]/u);
  });

  it("ends with 0 when all were answered", async () => {
    const input = '{"text":"has Norway signed?"}\n\n{"text":"who was first?"}';
    const { code, stdout } = await answered(input);
    expect([code, linesOf(stdout).length]).toEqual([0, 2]);
  });

  it("ends in peace when its reader has seen enough", async () => {
    const input = `${JSON.stringify({ text: "has Norway signed?" })}\n`.repeat(2_000);
    const { code, stderr } = await askProcess(TODAY, { input, readsOnce: true });
    expect([code, stderr]).toEqual([0, ""]);
  });
});

function linesOf(text: string): string[] {
  return text.trimEnd().split("\n");
}
