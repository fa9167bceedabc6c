import fc from "fast-check";

/** Any text at all: whole characters, single code units (so half of a pair too), or control characters. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.string({ unit: unitUpTo(0xffff), maxLength: 300 }),
  fc.string({ unit: unitUpTo(0x9f), maxLength: 300 }),
  fc.string({
    unit: fc.constantFrom("\ud800", "\udfff", "\u200f", "\u0301", "🇳", "🇴", "\u0000", "a", " "),
    maxLength: 300,
  }),
);

function unitUpTo(last: number): fc.Arbitrary<string> {
  return fc.integer({ min: 0, max: last }).map((code) => String.fromCharCode(code));
}

/** Length of the shortest word that a typing error is repaired in. */
const SHORTEST = 5;
const WORD = /[\p{L}\p{M}]+/gu;

export interface Typo {
  /** The question with the error; the same as before when no word of it is long enough. */
  readonly question: string;
  /** The word that it was made in, as it is now. */
  readonly word: string;
}

interface Error {
  readonly kind: "insert" | "delete" | "substitute" | "transpose";
  readonly place: number;
  readonly at: number;
  readonly letter: string;
}

/** One letter too many, missing, wrong, or two swapped, somewhere. */
export const anyError: fc.Arbitrary<Error> = fc.record({
  kind: fc.constantFrom("insert", "delete", "substitute", "transpose"),
  place: fc.nat(1000),
  at: fc.nat(1000),
  letter: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz"),
});

/** Makes the error in one of the words of five letters or more. */
export function mistype(question: string, { kind, place, at, letter }: Error): Typo {
  const words = [...question.matchAll(WORD)].filter(([word]) => word.length >= SHORTEST);
  const match = words[place % words.length];
  if (!match) return { question, word: "" };
  const letters = [...match[0]];
  const spot = at % letters.length;
  if (kind === "insert") letters.splice(spot, 0, letter);
  else if (kind === "delete") letters.splice(spot, 1);
  else if (kind === "substitute") letters.splice(spot, 1, letter);
  else letters.splice(spot, 2, ...letters.slice(spot, spot + 2).reverse());
  const word = letters.join("");
  return {
    question: `${question.slice(0, match.index)}${word}${question.slice(match.index + match[0].length)}`,
    word,
  };
}
