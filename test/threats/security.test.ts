import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../fixtures/root.ts";
import { rowOf, THREATS } from "./threats.ts";

const read = (file: string) => readFile(join(ROOT, file), "utf8");
const table = (await read("SECURITY.md")).split("\n").filter((line) => /^\| .*\]\(/.test(line));

describe("SECURITY.md", () => {
  it("has a row for each threat, and no other", () => {
    expect(table).toEqual(THREATS.map(rowOf));
  });
});

describe.each(THREATS)("$attack", ({ file, replace, test }) => {
  it("is met where SECURITY.md says, and proved there", async () => {
    expect((await read(file)).split(replace)).toHaveLength(2);
    // Names of table tests are made of a template and the row.
    const tests = await read(test.file);
    expect(test.name.split(" ").every((word) => tests.includes(word))).toBe(true);
  });
});
