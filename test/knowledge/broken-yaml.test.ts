import { describe } from "vitest";
import { type Broken, reportsEach } from "../fixtures/broken-knowledge.ts";
import { become, only, plus, realTexts, swap } from "../fixtures/knowledge-texts.ts";

const FILE = "signatories/norway.yaml";
const WHOLE = "";

const NORWAY: readonly Broken[] = [
  ["an empty file", become(""), WHOLE, /expected object/],
  ["a file of comments", become("# Norway\n"), WHOLE, /expected object/],
  ["a file that is a list", become("- country: NO\n"), { line: "country" }, /expected object/],
  ["a file that is a sentence", become("Norway signed.\n"), { line: "Norway" }, /expected object/],
  ["an alias", plus("place: *there"), { line: "*there" }, /alias \*there is not allowed/],
  ["an anchor", plus("place: &here {}"), { line: "&here" }, /anchor &here is not allowed/],
  ["a tag", swap("NO\n", "!!str NO\n"), { line: "!!str" }, /tag .*str is not allowed/],
  ["a tag that runs code", plus("place: !!js/eval 1"), { line: "!!js" }, /tag .*js\/eval is not allowed/],
  ["a merge key", plus("<<: { basis: stated }"), { line: "<<" }, /key << is not allowed/],
  ["a key that is there twice", plus("country: SE"), { line: "SE" }, /must be unique/],
  ["a __proto__ key", plus("__proto__: {}"), { line: "__proto__" }, /not allowed/],
  ["a quoted __proto__ key", plus('"__proto__": {}'), { line: "__proto__" }, /not allowed/],
  ["a constructor key", plus("constructor: {}"), { line: "constructor" }, /not allowed/],
  ["a list as a key", plus("? [place]\n: {}"), { line: "[place]" }, /keys must be strings/],
  ["tabs before a key", plus("place:\n\twhere: here"), { line: "where: here" }, /Tabs are not allowed/],
  ["an open quote", plus("place: 'in Oslo"), WHOLE, /Missing closing 'quote/],
  ["an open bracket", swap(/claims:.*/s, "claims: ["), WHOLE, /end with a \]/],
  ["two documents in one file", plus("---\ncountry: SE"), { line: "---" }, /multiple documents/],
  ["too deep brackets", plus(`place: ${"[".repeat(99)}${"]".repeat(99)}`), WHOLE, /more than 24 levels/],
  ["too deep lists", plus(`place:\n  ${"- ".repeat(99)}x`), WHOLE, /more than 24 levels/],
  ["depth behind quoted brackets", plus(`place: ${'["]", '.repeat(9999)}`), WHOLE, /more than 24 levels/],
  ["too large a file", plus(`# ${"x".repeat(131_072)}`), WHOLE, /at most 131072 are read/],
  ["too many values", become(`[${"1,".repeat(20_001)}1]`), WHOLE, /more than 20000 values/],
];

const texts = await realTexts();

describe("a file that is not the YAML we read", () => {
  reportsEach(only(texts, FILE), FILE, NORWAY);
});
