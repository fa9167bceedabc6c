import type { Day } from "../../knowledge/day.ts";
import { isExact, type KnowledgeBase, type Signatory } from "../../knowledge/knowledge-base.ts";
import type { CountryCode } from "../../knowledge/schema/values.ts";
import { keptForLists, oncePer } from "./once-per.ts";
import { type Standings, standingsOf } from "./standings.ts";

/** What follows from a knowledge as a whole, whatever is asked. */
export interface Chronicle {
  /** All signatories in order. */
  readonly signatories: readonly Signatory[];
  /** Their countries: frozen, so that what follows from the whole list is kept for it. */
  readonly countries: readonly CountryCode[];
  /** Index of each country in `signatories`. */
  readonly positions: ReadonlyMap<CountryCode, number>;
  /** The place of each among all. */
  readonly standings: Standings;
}

/** Worked out at the first question, and kept with the knowledge. */
export const chronicleOf = oncePer((knowledge: KnowledgeBase): Chronicle => {
  const signatories = Object.freeze([...knowledge.signatories.values()]);
  const countries = Object.freeze(signatories.map(({ country }) => country));
  return {
    signatories,
    countries,
    positions: new Map(countries.map((country, index) => [country, index])),
    standings: standingsOf(signatories),
  };
});

/** All signatories in order. */
export function everyone(knowledge: KnowledgeBase): readonly Signatory[] {
  return chronicleOf(knowledge).signatories;
}

/** The signatories among `countries`, in order. */
export const signatoriesOf = keptForLists(
  (knowledge: KnowledgeBase, countries: readonly CountryCode[]): readonly Signatory[] => {
    const { signatories, positions, countries: all } = chronicleOf(knowledge);
    if (countries === all) return signatories;
    const found = new Set(countries.flatMap((code) => positions.get(code) ?? []));
    const ordered = [...found].sort((a, b) => a - b).flatMap((position) => signatories[position] ?? []);
    return Object.isFrozen(countries) ? Object.freeze(ordered) : ordered;
  },
);

/** Countries in order of signature, then those that have not signed. */
export const inOrder = keptForLists(
  (knowledge: KnowledgeBase, countries: readonly CountryCode[]): readonly CountryCode[] => {
    if (countries === chronicleOf(knowledge).countries) return countries;
    const ordered = [
      ...signatoriesOf(knowledge, countries).map(({ country }) => country),
      ...countries.filter((code) => !knowledge.signatories.has(code)),
    ];
    return Object.isFrozen(countries) ? Object.freeze(ordered) : ordered;
  },
);

/** Exact days of the signatures of `countries`, each once, in order. */
export const exactDays = keptForLists((knowledge: KnowledgeBase, countries: readonly CountryCode[]) =>
  daysOf(knowledge, countries),
);

function daysOf(knowledge: KnowledgeBase, countries: readonly CountryCode[]): readonly Day[] {
  const days = new Set<Day>();
  for (const code of countries) {
    const signed = knowledge.signatories.get(code)?.signed;
    if (signed && isExact(signed)) days.add(signed.earliest);
  }
  return [...days].sort();
}
