import { indexNames } from "../country-names.ts";
import { type Load, REFUSED } from "./contender.ts";

const WORD = /[\p{L}\p{N}]+/gu;

/** As fast as anything that reads words can be: one regular expression, and one look-up a word. */
export const loadLimit: Load = async ({ names, examples }) => {
  const known = new Map<string, number>();
  for (const name of indexNames(names).keys()) known.set(name, 1);
  for (const { masked } of examples) for (const word of masked.split(" ")) known.set(word, 2);
  return {
    run(text) {
      let sum = 0;
      for (const word of text.toLowerCase().match(WORD) ?? []) sum += known.get(word) ?? 0;
      return sum;
    },
    guess: () => REFUSED,
  };
};
