import type { KnowledgeBase } from "../../src/knowledge/knowledge-base.ts";
import type { LanguagePack } from "../../src/knowledge/language-pack.ts";
import { type CountryCode, type Slug, slug } from "../../src/knowledge/schema/values.ts";
import { CUES, type Cue } from "../../src/language/cues.ts";
import { fold } from "../../src/language/fold.ts";
import { COUNTRY_NAMES } from "../../src/language/names.generated.ts";
import { orderOf } from "../../src/questions/evaluate/order.ts";
import type { Query } from "../../src/questions/query.ts";
import { aCountry } from "../fixtures/values.ts";
import type { Pattern } from "./patterns.ts";

/** What the places of a pattern were filled with. */
export interface Filled {
  readonly country: CountryCode;
  readonly other: CountryCode;
  /** The two in the order of their signatures, as far as it is certain. */
  readonly ends: readonly [CountryCode, CountryCode];
  readonly bloc: Slug;
  readonly nth: number;
  readonly amount: number;
  readonly year: number;
  readonly topic: Slug | null;
}

export interface Sentence {
  readonly text: string;
  readonly query: Query;
}

/** A choice among things: the same seed makes the same sentences. */
export type Choose = <T>(from: readonly T[]) => T;

/** Mulberry32: small, and even enough for a choice of words. */
export function chooser(seed: number): Choose {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return (from) => {
    const chosen = from[Math.floor(next() * from.length)];
    if (chosen === undefined) throw new Error("There is nothing to choose from.");
    return chosen;
  };
}

/** The words of a language by class, and the names of what its sentences can be about. */
export interface Stock {
  readonly pack: LanguagePack;
  readonly countries: ReadonlyArray<readonly [CountryCode, string]>;
  readonly blocs: ReadonlyArray<readonly [Slug, string]>;
  readonly topics: ReadonlyArray<readonly [Slug, string]>;
  readonly wordsOf: (cue: Cue) => readonly string[];
  readonly isLater: (one: CountryCode, other: CountryCode) => boolean;
}

const EU = slug.parse("eu");

export function stockOf(knowledge: KnowledgeBase, pack: LanguagePack): Stock {
  const classes = new Map<string, number>();
  const cues = Object.values(pack.vocabulary.cues);
  for (const words of cues) {
    for (const word of words ?? []) classes.set(fold(word), (classes.get(fold(word)) ?? 0) + 1);
  }
  const declared = [...(knowledge.initiative.names[pack.code] ?? []), ...(pack.names?.declaration ?? [])];
  const known = [...knowledge.signatories.keys(), ...knowledge.absences.keys()];
  return {
    pack,
    countries: known.flatMap((code) => {
      const names = [pack.countries.get(code)?.subject, COUNTRY_NAMES[code]?.[pack.code]?.[0]];
      return names.flatMap((name) => (name ? [[aCountry(code), name] as const] : []));
    }),
    isLater: (one, other) => {
      const [first, second] = [knowledge.signatories.get(one), knowledge.signatories.get(other)];
      return second !== undefined && (first === undefined || orderOf(first, second) === "after");
    },
    blocs: [[EU, pack.blocs.get(EU)?.subject.replace(/^\S+ /, "") ?? "EU"]],
    topics: [...knowledge.topics.values()].flatMap(({ id, names }) =>
      (names[pack.code] ?? pack.names?.topics[id] ?? []).slice(0, 1).map((name) => [id, name] as const),
    ),
    // A word of several classes says in a sentence whichever fits, so that no one query is its meaning.
    wordsOf: (cue) =>
      cue === "declaration"
        ? declared
        : (pack.vocabulary.cues[cue] ?? []).filter(
            (word) => !word.endsWith("*") && classes.get(fold(word)) === 1,
          ),
  };
}

const PLACE = /\[([a-z-]+)(?::([^\]]+))?\]|\{(\w+)\}/g;

/** One sentence of the pattern, and the query that reading it must give. */
export function sentenceOf({ words, asks }: Pattern, stock: Stock, choose: Choose): Sentence {
  const country = choose(stock.countries);
  const other = choose(stock.countries.filter(([code]) => code !== country[0]));
  const bloc = choose(stock.blocs);
  const topic = stock.topics.length > 0 ? choose(stock.topics) : null;
  const nth = choose(Object.keys(stock.pack.vocabulary.ordinals));
  const amount = choose(["3", "5", "13", "27"]);
  const year = choose(["2018", "2019", "2020", "2022"]);
  const ordinal = choose(stock.pack.vocabulary.ordinals[nth] ?? [nth]);
  const said: Readonly<Record<string, string>> = {
    ...{ country: country[1], other: other[1], bloc: bloc[1], topic: topic?.[1] ?? "" },
    ...{ nth: ordinal, amount, year },
  };
  const text = words.replace(PLACE, (_, cue: string | undefined, listed: string | undefined, name: string) =>
    cue ? choose(candidates(stock, cue, listed)) : (said[name] ?? name),
  );
  const turned = stock.isLater(country[0], other[0]);
  return {
    text,
    query: asks({
      ends: turned ? [other[0], country[0]] : [country[0], other[0]],
      ...{ country: country[0], other: other[0], bloc: bloc[0], topic: topic?.[0] ?? null },
      ...{ nth: Number(nth), amount: Number(amount), year: Number(year) },
    }),
  };
}

/** Words of a class; those that a pattern lists must be in the vocabulary of that class. */
function candidates(stock: Stock, name: string, listed: string | undefined): readonly string[] {
  const cue = CUES.find((one) => one === name);
  if (!cue) throw new Error(`There is no class "${name}".`);
  if (listed === undefined) return stock.wordsOf(cue);
  const all = stock.pack.vocabulary.cues[cue] ?? [];
  const wanted = listed.split(",");
  const missing = wanted.filter((word) => !all.includes(word));
  if (missing.length > 0)
    throw new Error(`The class "${name}" of ${stock.pack.code} lacks ${missing.join(", ")}.`);
  return wanted;
}
