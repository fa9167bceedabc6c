import type { KnowledgeBase } from "../knowledge/knowledge-base.ts";
import type { LanguagePack } from "../knowledge/language-pack.ts";
import { type CountryCode, countryCode, type Names, type Slug, slug } from "../knowledge/schema/values.ts";
import { once } from "../once.ts";
import { CUES } from "./cues.ts";
import { fold } from "./fold.ts";
import { formsOf, indexWords, misspellingsOf, protectedIn } from "./index-words.ts";
import { ANY_LANGUAGE, type Lexicon, meaningOfSenses, type Sense } from "./lexicon.ts";
import { MONTH_NAMES } from "./names.generated.ts";
import { personNames } from "./person-names.ts";
import { startsOf } from "./stems.ts";
import { TERRITORIES } from "./territories.ts";
import { add, type Draft, newDraft, settle } from "./trie.ts";

const GB = countryCode.parse("GB");

/** Compiles the vocabularies and names of all languages into one trie over tokens. */
export function buildLexicon(knowledge: KnowledgeBase): Lexicon {
  // English first: it answers what reads the same in several languages.
  const packs = [...knowledge.languages.values()].toSorted((a, b) => rank(a.code) - rank(b.code));
  const draft = newDraft();
  const suffixes = new Map<string, number>();
  packs.forEach((pack, index) => {
    const mask = 1 << index;
    addVocabulary(draft, pack, mask);
    addNames(draft, pack, mask);
    addThings(draft, pack, mask, knowledge);
    for (const suffix of pack.vocabulary.ordinalSuffixes) {
      suffixes.set(fold(suffix), (suffixes.get(fold(suffix)) ?? 0) | mask);
    }
  });
  addKnowledge(
    draft,
    knowledge,
    packs.map(({ code }) => code),
  );
  for (const code of new Set([GB, ...packs.flatMap((pack) => [...pack.countries.keys()])])) {
    add(draft, `flag:${code}`, { kind: "country", code, part: null }, ANY_LANGUAGE, 0);
  }
  const root = settle(draft.root, packs.length);
  const codes = codesOf(knowledge);
  const stems = new Map([...draft.stems].map(([stem, node]) => [stem, settle(node, packs.length)]));
  const words = indexWords(root, packs, codes);
  const protectedWords = protectedIn(packs);
  return {
    root,
    words,
    stems,
    stemStarts: startsOf(stems),
    codes,
    capitalisedNouns: maskOf(packs, ({ vocabulary }) => vocabulary.capitalisedNouns),
    dayFirst: maskOf(packs, ({ vocabulary }) => vocabulary.dayFirst),
    languages: packs.map(({ code }) => code),
    ordinalSuffixes: suffixes,
    protectedWords,
    // Most questions are spelt right, and the index takes longer to make than all the rest.
    protectedForms: once(() => formsOf([...protectedWords.keys()])),
    misspellings: once(() => misspellingsOf(words)),
  };
}

function rank(code: string): number {
  return code === "en" ? 0 : 1;
}

function addVocabulary(draft: Draft, pack: LanguagePack, mask: number): void {
  const { cues, cardinals, ordinals, months } = pack.vocabulary;
  const addAll = (words: readonly string[] | undefined, sense: Sense) => {
    for (const word of words ?? []) add(draft, word, sense, mask);
  };
  for (const cue of CUES) addAll(cues[cue], { kind: "cue", cue });
  for (const [value, words] of Object.entries(cardinals)) {
    addAll(words, { kind: "number", value: Number(value), ordinal: false });
  }
  for (const [value, words] of Object.entries(ordinals)) {
    addAll(words, { kind: "number", value: Number(value), ordinal: true });
  }
  (MONTH_NAMES[pack.code] ?? []).forEach((words, index) => {
    addAll(words, { kind: "month", month: index + 1 });
    addAll(months[String(index + 1)], { kind: "month", month: index + 1 });
  });
}

function addNames(draft: Draft, pack: LanguagePack, mask: number): void {
  for (const [code, names] of pack.countryNames) {
    const state = TERRITORIES[code];
    for (const name of names) {
      const sense: Sense = state
        ? { kind: "country", code: countryCode.parse(state), part: pack.countries.get(code)?.subject ?? name }
        : { kind: "country", code, part: null };
      add(draft, name, sense, ANY_LANGUAGE, mask);
    }
  }
  for (const { of, called, names } of pack.parts) {
    for (const name of names)
      add(draft, name, { kind: "country", code: of, part: called }, ANY_LANGUAGE, mask);
  }
}

/** What one language calls the declaration, topics, milestones and blocs. */
function addThings(draft: Draft, { names }: LanguagePack, mask: number, { blocs }: KnowledgeBase): void {
  if (!names) return;
  const addAll = (table: Readonly<Record<string, readonly string[]>>, senseOf: (id: Slug) => Sense) => {
    for (const [id, list] of Object.entries(table)) {
      const sense = senseOf(slug.parse(id));
      for (const name of list) add(draft, name, sense, mask);
    }
  };
  for (const name of names.declaration) add(draft, name, { kind: "cue", cue: "declaration" }, mask);
  addAll(names.topics, (id) => ({ kind: "topic", id, weak: false }));
  addAll(names.weakTopics, (id) => ({ kind: "topic", id, weak: true }));
  addAll(names.milestones, (id) => ({ kind: "milestone", id }));
  addAll(names.blocs, (id) => ({ kind: "bloc", id, region: blocs.get(id)?.kind === "region" }));
}

function addKnowledge(draft: Draft, knowledge: KnowledgeBase, order: readonly string[]): void {
  const addAll = (names: Names, sense: Sense) => {
    for (const [language, list] of Object.entries(names)) {
      const owners = 1 << Math.max(0, order.indexOf(language));
      for (const name of list ?? []) add(draft, name, sense, ANY_LANGUAGE, owners);
    }
  };
  addAll(knowledge.initiative.names, { kind: "cue", cue: "declaration" });
  for (const { id, names, kind } of knowledge.blocs.values()) {
    addAll(names, { kind: "bloc", id, region: kind === "region" });
  }
  for (const { country, signedBy } of knowledge.signatories.values()) {
    const names = signedBy.flatMap(({ name }) => personNames(name));
    for (const name of names) add(draft, name, { kind: "signer", countries: [country] }, ANY_LANGUAGE);
  }
  for (const { id, names, weakNames } of knowledge.topics.values()) {
    addAll(names, { kind: "topic", id, weak: false });
    addAll(weakNames, { kind: "topic", id, weak: true });
  }
  for (const { id, names } of knowledge.initiative.cities) addAll(names, { kind: "city", id });
  for (const { id, names, place } of knowledge.milestones.values()) {
    addAll(names, { kind: "milestone", id });
    if (place)
      addAll({ en: (names["en"] ?? []).map((name) => `${name} ${place}`) }, { kind: "milestone", id });
  }
}

/** Codes of the countries the knowledge speaks of, and the two that the EU writes in its own way. */
function codesOf({ signatories, absences, blocs }: KnowledgeBase): Lexicon["codes"] {
  const members = [...blocs.values()].flatMap((bloc) => bloc.members.map(({ country }) => country));
  const codes = new Map<string, CountryCode>(
    [...signatories.keys(), ...absences.keys(), ...members].map((code) => [code, code]),
  );
  codes.set("UK", GB);
  codes.set("EL", countryCode.parse("GR"));
  return new Map(
    [...codes].map(([typed, code]) => [typed, meaningOfSenses([{ kind: "country", code, part: null }])]),
  );
}

/** The languages of which it is so, as a bit mask. */
function maskOf(packs: readonly LanguagePack[], isSo: (pack: LanguagePack) => boolean): number {
  return packs.reduce((mask, pack, index) => (isSo(pack) ? mask | (1 << index) : mask), 0);
}
