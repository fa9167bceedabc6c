import type { Day } from "../src/knowledge/day.ts";
import { dayOf } from "../src/knowledge/day.ts";
import type { Absence, KnowledgeBase, Signatory, Source, Topic } from "../src/knowledge/knowledge-base.ts";
import type { LanguagePack } from "../src/knowledge/language-pack.ts";
import type { CountryCode, LanguageCode, Slug } from "../src/knowledge/schema/values.ts";

/**
 * The knowledge with `times` as many signatories, countries without a signature, and topics.
 *
 * Made as a value, past the parser, which takes no code of three letters and is not what is measured.
 */
export function grow(real: KnowledgeBase, times: number): KnowledgeBase {
  if (times === 1) return real;
  const signatories = copies([...real.signatories.values()], times, signatoryLike);
  const absences = copies([...real.absences.values()], times, absenceLike);
  const topics = copies([...real.topics.values()], times, topicLike);
  const codes = [...signatories, ...absences].map(({ country }) => country);
  return {
    ...real,
    signatories: keyed(placed([...real.signatories.values(), ...signatories]), ({ country }) => country),
    absences: keyed([...real.absences.values(), ...absences], ({ country }) => country),
    topics: keyed([...real.topics.values(), ...topics], ({ id }) => id),
    languages: new Map<LanguageCode, LanguagePack>(
      [...real.languages].map(([code, pack], index) => [code, index === 0 ? withNames(pack, codes) : pack]),
    ),
  };
}

/** `like(one, n)` for each of `originals`, `times - 1` times, with a new number each time. */
function copies<T>(originals: readonly T[], times: number, like: (one: T, n: number) => T): readonly T[] {
  const rounds = Array.from({ length: times - 1 }, (_, round) => round);
  return rounds.flatMap((round) =>
    originals.map((one, index) => like(one, round * originals.length + index)),
  );
}

function keyed<K, V>(values: readonly V[], key: (value: V) => K): ReadonlyMap<K, V> {
  return new Map(values.map((value) => [key(value), value]));
}

function signatoryLike(one: Signatory, n: number): Signatory {
  const day = someDay(n);
  const sources: Signatory["sources"] = [sourceLike(one.sources[0], `s${n}`)];
  return {
    ...one,
    country: madeUpCode("S", n),
    signed: { earliest: day, latest: day },
    ordinal: null,
    signedBy: [],
    sources,
    claims: [],
  };
}

function absenceLike(one: Absence, n: number): Absence {
  return { ...one, country: madeUpCode("A", n), claims: [] };
}

function topicLike(one: Topic, n: number): Topic {
  const name = `${madeUpWord(n, "t")} ${madeUpWord(n, "k")}`;
  return {
    ...one,
    id: `made-up-${n}` as Slug,
    title: name,
    names: { en: [name] },
    weakNames: {},
    related: [],
  };
}

function sourceLike(source: Source, id: string): Source {
  return { ...source, id: id as Slug };
}

/** No code of ISO 3166: longer than two letters, so that it can never be one. */
function madeUpCode(kind: "S" | "A", n: number): CountryCode {
  return `${kind}${n}` as CountryCode;
}

/** Days of five years, after most of the real signatures. */
function someDay(n: number): Day {
  const day = dayOf(2021 + (n % 5), 1 + (n % 12), 1 + (n % 28));
  if (!day) throw new Error(`There is no day number ${n}.`);
  return day;
}

/** In order, each with the seats that the dates leave it. */
function placed(signatories: readonly Signatory[]): readonly Signatory[] {
  const earliest = signatories.map(({ signed }) => signed.earliest).sort();
  const latest = signatories.map(({ signed }) => signed.latest).sort();
  return signatories
    .map((one) => {
      const before = countBelow(latest, one.signed.earliest);
      const notAfter = countBelow(earliest, `${one.signed.latest}~`);
      return { ...one, seat: { from: before + 1, to: notAfter } };
    })
    .toSorted((a, b) => (a.signed.earliest < b.signed.earliest ? -1 : 1));
}

/** How many of the sorted texts come before `bound`. */
function countBelow(sorted: readonly string[], bound: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? "") < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

function withNames(pack: LanguagePack, codes: readonly CountryCode[]): LanguagePack {
  const named = codes.map((code, n) => [code, [madeUpWord(n, "v")]] as const);
  return { ...pack, countryNames: new Map([...pack.countryNames, ...named]) };
}

const CONSONANTS = "bdfgklmnprstvz";
const VOWELS = "aeiou";

/** Ten letters that are no word and lie more than one typing error from any: `vabobidabe`. */
function madeUpWord(n: number, first: string): string {
  let [word, rest] = [`${first}u`, n];
  for (let syllable = 0; syllable < 4; syllable += 1) {
    word += (CONSONANTS[rest % 14] ?? "") + (VOWELS[Math.floor(rest / 14) % 5] ?? "");
    rest = Math.floor(rest / 70);
  }
  return word;
}
