import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deletions, isOneError, oneErrorAway } from "../../src/language/repair.ts";

const PAIRS: ReadonlyArray<[typed: string, meant: string, isOne: boolean]> = [
  ["norwey", "norway", true],
  ["norwa", "norway", true],
  ["norwayy", "norway", true],
  ["onrway", "norway", true],
  ["norwya", "norway", true],
  ["xnorway", "norway", true],
  ["orway", "norway", true],
  ["norway", "norway", false],
  ["nroawy", "norway", false],
  ["nrwy", "norway", false],
  ["norwegen", "norway", false],
  ["yorwan", "norway", false],
  ["nowray", "norway", true],
  ["nawroy", "norway", false],
  ["", "a", true],
  ["", "", false],
  ["ab", "ba", true],
  ["ca", "abc", false],
];

const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 6 });

describe("isOneError", () => {
  it.each(PAIRS)("%j for %j: %s", (typed, meant, isOne) => {
    expect(isOneError(typed, meant)).toBe(isOne);
  });

  it("does not ask which word was typed", () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(isOneError(a, b)).toBe(isOneError(b, a));
      }),
    );
  });

  it("holds for exactly the words that one edit makes", () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(isOneError(a, b)).toBe(a !== b && editsOf(a).has(b));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("oneErrorAway", () => {
  it("finds every known word that is one error away, and no other", () => {
    const known = fc.uniqueArray(
      fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 5, maxLength: 7 }),
    );
    const typed = fc.string({ unit: fc.constantFrom("a", "b", "c"), minLength: 5, maxLength: 7 });
    fc.assert(
      fc.property(known, typed, (words, raw) => {
        const found = oneErrorAway(raw, indexOf(words));
        expect(found.toSorted()).toEqual(words.filter((each) => isOneError(raw, each)).toSorted());
      }),
    );
  });

  it("repairs no word of four letters", () => {
    expect(oneErrorAway("sing", indexOf(["sign", "singe"]))).toEqual([]);
  });
});

/** All words that one letter wrong, missing, too many, or two swapped make of `text`. */
function editsOf(text: string): ReadonlySet<string> {
  const letters = ["a", "b", "c"];
  const cuts = Array.from(
    { length: text.length + 1 },
    (_, at) => [text.slice(0, at), text.slice(at)] as const,
  );
  return new Set(
    cuts.flatMap(([head, tail]) => [
      ...letters.map((letter) => head + letter + tail),
      ...(tail.length > 0
        ? [head + tail.slice(1), ...letters.map((letter) => head + letter + tail.slice(1))]
        : []),
      ...(tail.length > 1 ? [`${head}${tail[1]}${tail[0]}${tail.slice(2)}`] : []),
    ]),
  );
}

function indexOf(words: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>();
  for (const each of words) {
    for (const form of [each, ...deletions(each)]) index.set(form, [...(index.get(form) ?? []), each]);
  }
  return index;
}
