import Fuse from "fuse.js";
import type { KnowledgeBase } from "../knowledge/knowledge-base.ts";
import type { CountryCode, LanguageCode } from "../knowledge/schema/values.ts";
import { fold } from "./fold.ts";

/** A country to choose from a menu. */
export interface CountryChoice {
  /** ISO 3166-1 alpha-2. */
  readonly code: CountryCode;
  readonly name: string;
}

/** What a menu of either platform can show at once. */
const MOST = 25;

/**
 * Completes what a person typed to countries: by the beginning of any of their names in any language,
 * then by likeness, so that `Norwya` still finds Norway. Signatories come before others that fit as well.
 */
export function createCountryCompleter(
  knowledge: KnowledgeBase,
): (typed: string, language: LanguageCode) => readonly CountryChoice[] {
  const entries = [...knowledge.languages.values()].flatMap((pack) =>
    [...pack.countryNames].flatMap(([code, names]) => names.map((name) => ({ code, name: fold(name) }))),
  );
  const fuse = new Fuse(entries, { keys: ["name"], threshold: 0.35, ignoreLocation: true });
  const importance = (code: CountryCode) =>
    knowledge.signatories.has(code) ? 0 : knowledge.absences.has(code) ? 1 : 2;
  return (typed, language) => {
    const nameOf = (code: CountryCode) =>
      knowledge.languages.get(language)?.countryNames.get(code)?.[0] ?? code;
    const wanted = fold(typed.trim().slice(0, 100));
    const beginning = entries.filter(
      ({ code, name }) => name.startsWith(wanted) || code.toLowerCase() === wanted,
    );
    const ranked = beginning.toSorted(
      (a, b) => importance(a.code) - importance(b.code) || (a.name < b.name ? -1 : 1),
    );
    const found =
      ranked.length > 0 || wanted === ""
        ? ranked
        : fuse.search(wanted, { limit: MOST }).map(({ item }) => item);
    return [...new Set(found.map(({ code }) => code))]
      .slice(0, MOST)
      .map((code) => ({ code, name: nameOf(code) }));
  };
}
