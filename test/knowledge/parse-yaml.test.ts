import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseYaml } from "../../src/knowledge/parse-yaml.ts";

const VALUES: ReadonlyArray<[text: string, data: unknown]> = [
  ["country: NO", { country: "NO" }],
  ["NO: { names: [norwegian] }", { NO: { names: ["norwegian"] } }],
  ["[yes, no, on, off, Y, n]", ["yes", "no", "on", "off", "Y", "n"]],
  ["%YAML 1.1\n---\ncountry: NO", { country: "NO" }],
  ["on: 2019-06-14", { on: "2019-06-14" }],
  ["on: 2019-02-31", { on: "2019-02-31" }],
  ["at: 2019-06-14T12:00:00Z", { at: "2019-06-14T12:00:00Z" }],
  ["at: 12:30:00", { at: "12:30:00" }],
  ["1: [one]\n01: [ein]", { "1": ["one"], "01": ["ein"] }],
  ["true: yes\n~: nothing", { true: "yes", "~": "nothing" }],
  ["[21, 1_000, 0x15, 017]", [21, "1_000", 21, 17]],
  ["[true, null, ~]", [true, null, null]],
  ["text: >-\n  Two\n  lines", { text: "Two lines" }],
  ["toString: x", { toString: "x" }],
  ["'<': 1", { "<": 1 }],
  ["# a comment", null],
];

describe("parseYaml", () => {
  it.each(VALUES)("reads %j as %j", (text, data) => {
    expect(parseYaml("a.yaml", text)).toMatchObject({ data });
  });

  it("gives the line of a path, and of what encloses a path that is not there", () => {
    const yaml = parseYaml("a.yaml", "# first\na: 1\nb:\n  - c: 2\n  - d: 3\n");
    if ("problems" in yaml) throw new Error("not read");
    expect([["a"], ["b", 0, "c"], ["b", 1, "d"], ["b", 1, "e"], ["z"]].map(yaml.lineOf)).toEqual([
      2, 4, 5, 5, 2,
    ]);
  });

  it.each([23, 24])("reads %i levels", (depth) => {
    expect(parseYaml("a.yaml", nested(depth))).toHaveProperty("data");
  });

  it("refuses the 25th level", () => {
    expect(parseYaml("a.yaml", nested(25))).toMatchObject({
      problems: [{ message: expect.stringContaining("24 levels") }],
    });
  });

  it("does not mistake brackets and dashes of a text for levels", () => {
    const text = `a: "${"[".repeat(99)}"\nb: |\n  ${"- ".repeat(99)}\n# ${"[".repeat(99)}`;
    expect(parseYaml("a.yaml", text)).toHaveProperty("data");
  });

  it.each([
    "}",
    "]",
    "&a ",
    "*a ",
    "!a ",
    "? ",
    "- ",
    "a: ",
    "[",
    '["]",',
    "%A\n",
    "a: 1\n",
    '"',
    "\ta\n",
    "\0",
  ])("survives 30,000 characters of %j", (piece) => {
    const result = parseYaml("a.yaml", piece.repeat(Math.floor(30_000 / piece.length)));
    expect("data" in result || result.problems.length <= 40).toBe(true);
  });

  it("says of a line that is wrong which one it is", () => {
    const lines = ["a: 1", "b: 2", "a: 3"].join("\n");
    expect(parseYaml("a.yaml", lines)).toEqual({
      problems: [
        {
          file: "a.yaml",
          path: "",
          line: 3,
          message: "Map keys must be unique",
          hint: "Keep one of the two keys.",
        },
      ],
    });
  });

  it("never throws, whatever the text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), yamlish), (text) => {
        const result = parseYaml("a.yaml", text);
        if ("problems" in result) expect(result.problems).not.toEqual([]);
        else result.lineOf(["a", 0, "b"]);
      }),
      { numRuns: 1000 },
    );
  });
});

/** Text out of the pieces that mean something to YAML. */
const yamlish = fc
  .array(
    fc.constantFrom(
      ..."[]{}:,-?&*!|>'\"%@#`\n \t~a1".split(""),
      "- ",
      ": ",
      "? ",
      "---\n",
      "...",
      "<<",
      "!!str ",
    ),
    { maxLength: 80 },
  )
  .map((pieces) => pieces.join(""));

function nested(depth: number): string {
  return `${"[".repeat(depth)}${"]".repeat(depth)}`;
}
