import type { KnowledgeBase } from "../knowledge/knowledge-base.ts";
import type { CountryCode, LanguageCode } from "../knowledge/schema/values.ts";
import { fold } from "./fold.ts";
import { createLikeness } from "./likeness.ts";

/** A country to choose from a menu. */
export interface CountryChoice {
  /** ISO 3166-1 alpha-2. */
  readonly code: CountryCode;
  readonly name: string;
}

/** What a menu of either platform can show at once. */
const MOST = 25;
const LONGEST_TYPED = 100;

/**
 * Completes what a person typed to countries: by the beginning of any of their names in any language,
 * then by likeness, so that `Norwya` still finds Norway. Signatories come before others that fit as well.
 */
export function createCountryCompleter(
  knowledge: KnowledgeBase,
): (typed: string, language: LanguageCode) => readonly CountryChoice[] {
  const { entries, likeness } = entriesOf(knowledge);
  return (typed, language) => {
    const wanted = fold(typed.trim().slice(0, LONGEST_TYPED));
    const beginning = entries.filter(
      ({ code, name }) => name.startsWith(wanted) || code.toLowerCase() === wanted,
    );
    const alike = () => likeness.search(wanted).flatMap((index) => entries.slice(index, index + 1));
    const found = beginning.length > 0 ? beginning : alike();
    const names = knowledge.languages.get(language)?.countryNames;
    return [...new Set(found.map(({ code }) => code))]
      .slice(0, MOST)
      .map((code) => ({ code, name: names?.get(code)?.[0] ?? code }));
  };
}

/** Every name of every country, in the order in which those are offered that fit as well. */
function entriesOf(knowledge: KnowledgeBase) {
  const importance = (code: CountryCode) =>
    knowledge.signatories.has(code) ? 0 : knowledge.absences.has(code) ? 1 : 2;
  const all = [...knowledge.languages.values()].flatMap((pack) =>
    [...pack.countryNames].flatMap(([code, names]) => names.map((name) => ({ code, name: fold(name) }))),
  );
  const entries = [...new Map(all.map((entry) => [`${entry.code} ${entry.name}`, entry])).values()].sort(
    (a, b) => importance(a.code) - importance(b.code) || (a.name < b.name ? -1 : 1),
  );
  return { entries, likeness: createLikeness(entries.map(({ name }) => name)) };
}
