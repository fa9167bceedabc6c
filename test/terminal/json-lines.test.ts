import { PassThrough, Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { answerJsonLines } from "../../adapters/terminal/json-lines.ts";
import { openEngine, TODAY } from "../questions/engine.ts";

const { rollcall } = await openEngine();

describe("answerJsonLines", () => {
  it("keeps conversations apart, and lines without one from each other", async () => {
    const { answers } = await answersTo([
      { id: "1", conversation: "a", text: "has Norway signed?" },
      { id: "2", conversation: "b", text: "when did Germany sign?" },
      { id: "3", conversation: "a", text: "and Sweden?" },
      { id: "4", conversation: "b", text: "and Poland?" },
      { id: "5", conversation: "c", text: "and Sweden?" },
      { id: "6", text: "has Norway signed?" },
      { id: "7", text: "and Sweden?" },
    ]);
    expect(answers).toMatchObject([
      { id: "1", conversation: "a", query: { op: "status", countries: ["NO"] } },
      { id: "2", conversation: "b", query: { op: "when", countries: ["DE"] } },
      { id: "3", conversation: "a", query: { op: "status", countries: ["SE"] } },
      { id: "4", conversation: "b", query: { op: "when", countries: ["PL"] }, facts: { verdict: "no" } },
      { id: "5", conversation: "c", outcome: "clarify" },
      { id: "6", outcome: "answered" },
      { id: "7", outcome: "clarify" },
    ]);
  });

  const IDS: ReadonlyArray<[given: object, id: unknown]> = [
    [{ id: "x" }, "x"],
    [{ id: 7 }, 7],
    [{ id: null }, null],
    [{ id: "" }, ""],
    [{}, null],
  ];
  for (const [given, id] of IDS) {
    it(`answers a line with ${JSON.stringify(given)} under the id ${JSON.stringify(id)}`, async () => {
      const { answers } = await answersTo([{ ...given, text: "has Norway signed?", unknown: true }]);
      expect(answers).toMatchObject([{ id, outcome: "answered" }]);
      expect(Object.keys(Object(answers[0]))).not.toContain("conversation");
    });
  }

  const BROKEN = [
    ...["nonsense", "{", "'{}'", "NaN", '{"text":"x"', '"text"', "[]", "1", "null", "{}"],
    ...['{"text":5}', '{"id":{},"text":"x"}', '{"conversation":7,"text":"x"}', "\u0000\u001b[2J"],
  ];
  for (const line of BROKEN) {
    it(`says what is wrong with ${JSON.stringify(line)}, and goes on`, async () => {
      const { answers, all } = await answersTo([line, { id: "next", text: "has Norway signed?" }]);
      expect(answers).toEqual([
        { id: null, outcome: "error", error: expect.stringMatching(/^The line is not .*\.$/) },
        expect.objectContaining({ id: "next", outcome: "answered" }),
      ]);
      expect(all).toBe(false);
    });
  }

  it("names the line that is wrong by its id, if it has one", async () => {
    const { answers } = await answersTo(['{"id":"9"}', '{"id":9,"text":5}']);
    expect(answers).toMatchObject([
      { id: "9", outcome: "error" },
      { id: 9, outcome: "error" },
    ]);
  });

  it("knows whether all were answered", async () => {
    expect((await answersTo([])).all).toBe(true);
    expect((await answersTo([{ text: "has Norway signed?" }, ""])).all).toBe(true);
    expect((await answersTo([{ text: "has Norway signed the Paris Agreement?" }])).all).toBe(false);
  });

  it("answers a question before the next is asked", async () => {
    const input = new PassThrough();
    const output = new PassThrough({ encoding: "utf8" });
    const done = answerJsonLines({ ...asked(), input, output });
    for (const id of [1, 2, 3]) {
      const answer = new Promise<string>((resolve) => output.once("data", resolve));
      input.write(`${JSON.stringify({ id, text: "has Norway signed?" })}\n`);
      expect(JSON.parse(await answer)).toMatchObject({ id });
    }
    input.end();
    expect(await done).toBe(true);
  });

  it("suggests nothing unless it is asked to", async () => {
    const refused = { text: "has Norway signed the Paris Agreement?" };
    expect((await answersTo([refused])).answers).toMatchObject([{ suggestions: [] }]);
    const { answers } = await answersTo([refused], { suggest: true });
    expect(answers).toMatchObject([{ suggestions: expect.arrayContaining(["Has Norway signed?"]) }]);
  });
});

function asked() {
  return { rollcall, today: TODAY, language: null, suggest: false };
}

/** Through an output that takes a little at a time. */
async function answersTo(
  lines: ReadonlyArray<string | object>,
  options: { readonly suggest?: boolean } = {},
) {
  const input = new PassThrough();
  const written: string[] = [];
  const output = new Writable({
    highWaterMark: 1,
    decodeStrings: false,
    write(text: string, _, taken) {
      written.push(text);
      setImmediate(taken);
    },
  });
  input.end(lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n"));
  const all = await answerJsonLines({ ...asked(), ...options, input, output });
  await new Promise<void>((resolve) => output.end(resolve));
  const answers: unknown[] = written
    .join("")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return { answers, all };
}
