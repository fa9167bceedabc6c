import type { KnowledgeBase } from "../knowledge/knowledge-base.ts";
import type { LanguagePack } from "../knowledge/language-pack.ts";
import { type CountryCode, countryCode, type Names, type Slug, slug } from "../knowledge/schema/values.ts";
import { CUES } from "./cues.ts";
import { fold } from "./fold.ts";
import {
  ANY_LANGUAGE,
  type Entry,
  type Lexicon,
  meaningOf,
  type Node,
  type Sense,
  type SplitVerb,
  spellingOf,
} from "./lexicon.ts";
import { MONTH_NAMES } from "./names.generated.ts";
import { deletions, MIN_REPAIRED } from "./repair.ts";
import { stemMask } from "./stems.ts";
import { TERRITORIES } from "./territories.ts";
import { tokenise } from "./tokenise.ts";

interface Draft {
  readonly root: Node;
  readonly stems: Map<string, Node>;
}

/** Compiles the vocabularies and names of all languages into one trie over tokens. */
export function buildLexicon(knowledge: KnowledgeBase): Lexicon {
  // English first: it answers what reads the same in several languages.
  const packs = [...knowledge.languages.values()].toSorted((a, b) => rank(a.code) - rank(b.code));
  const draft: Draft = { root: newNode(), stems: new Map() };
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
  for (const code of ["GB", ...packs.flatMap((pack) => [...pack.countries.keys()])]) {
    add(
      draft,
      `flag:${code}`,
      { kind: "country", code: countryCode.parse(code), part: null },
      ANY_LANGUAGE,
      0,
    );
  }
  settle(draft.root, packs.length);
  for (const node of draft.stems.values()) settle(node, packs.length);
  const words = new Map<string, number>();
  for (const [word, mask] of words) words.set(word, mask | stemMask(word, draft.stems));
  const ownWords = new Map<string, number>();
  collectMasks(draft.root, words, "languages");
  collectMasks(draft.root, ownWords, "owners");
  return {
    ...draft,
    words,
    ownWords,
    codes: codesOf(knowledge),
    splits: splitsOf(packs),
    homographs: homographsOf(packs),
    capitalisedNouns: packs.reduce(
      (mask, { vocabulary }, index) => (vocabulary.capitalisedNouns ? mask | (1 << index) : mask),
      0,
    ),
    languages: packs.map(({ code }) => code),
    ordinalSuffixes: suffixes,
    protectedWords: new Set(packs.flatMap((pack) => pack.vocabulary.protected.map(fold))),
    misspellings: once(() => misspellingsOf(words.keys())),
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
  const addAll = (table: Readonly<Record<string, readonly string[]>>, sense: (id: Slug) => Sense) => {
    for (const [id, list] of Object.entries(table)) {
      for (const name of list) add(draft, name, sense(slug.parse(id)), mask);
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
    for (const { name } of signedBy) add(draft, name, { kind: "signer", countries: [country] }, ANY_LANGUAGE);
  }
  for (const { id, names, weakNames } of knowledge.topics.values()) {
    addAll(names, { kind: "topic", id, weak: false });
    addAll(weakNames, { kind: "topic", id, weak: true });
  }
  for (const { id, names } of knowledge.milestones.values()) addAll(names, { kind: "milestone", id });
}

function add(draft: Draft, words: string, sense: Sense, languages: number, owners = languages): void {
  if (words.endsWith("*")) {
    const stem = fold(words.slice(0, -1));
    const node = draft.stems.get(stem) ?? newNode();
    draft.stems.set(stem, node);
    merge(node.entries, sense, languages, owners);
    return;
  }
  const pieces = words.startsWith("flag:") ? [{ text: words, raw: words }] : tokenise(words);
  const tokens = pieces.map(({ text }) => text);
  if (tokens.length === 0) return;
  let node = draft.root;
  for (const token of tokens) {
    let next = node.next.get(token);
    if (!next) {
      next = newNode();
      node.next.set(token, next);
    }
    node = next;
  }
  merge(node.entries, sense, languages, owners);
  node.spelt.push({ sense, languages, owners, spelling: spellingOf(pieces.map(({ raw }) => raw)) });
}

/** A sense that several languages share is kept once, under all their bits. */
function merge(entries: Entry[], sense: Sense, languages: number, owners: number): void {
  const key = entries.length === 0 ? "" : JSON.stringify(sense);
  const at = entries.findIndex((entry) => JSON.stringify(entry.sense) === key);
  const before = entries[at];
  if (!before) entries.push({ sense, languages, owners });
  else
    entries[at] = {
      sense: before.sense,
      languages: before.languages | languages,
      owners: before.owners | owners,
    };
}

/** Works out once what each word means in each language, so that a question only looks it up. */
function settle(node: Node, languages: number): void {
  const count = node.entries.length === 0 ? 0 : languages;
  for (let language = 0; language < count; language += 1)
    node.meanings.push(meaningOf(node.entries, language));
  const spellings = new Set(node.spelt.map(({ spelling }) => spelling));
  for (const spelling of spellings.size > 1 ? spellings : []) {
    const entries: Entry[] = [];
    for (const each of node.spelt) {
      if (each.spelling === spelling) merge(entries, each.sense, each.languages, each.owners);
    }
    node.exact.set(
      spelling,
      node.meanings.map((_, language) => meaningOf(entries, language)),
    );
  }
  for (const next of node.next.values()) settle(next, languages);
}

function splitsOf(packs: readonly LanguagePack[]): ReadonlyMap<string, readonly SplitVerb[]> {
  const splits = new Map<string, SplitVerb[]>();
  packs.forEach(({ vocabulary }, index) => {
    for (const cue of CUES) {
      for (const verb of vocabulary.split[cue] ?? []) {
        const [first, second] = verb.split("…").map((part) => fold(part.trim()));
        const entry: Entry = { sense: { kind: "cue", cue }, languages: 1 << index, owners: 1 << index };
        if (first && second) listAt(splits, first).push({ second, entry });
      }
    }
  });
  return splits;
}

function homographsOf(packs: readonly LanguagePack[]): ReadonlyMap<string, number> {
  const homographs = new Map<string, number>();
  packs.forEach(({ vocabulary }, index) => {
    for (const word of vocabulary.homographs) {
      homographs.set(fold(word), (homographs.get(fold(word)) ?? 0) | (1 << index));
    }
  });
  return homographs;
}

/** Notes for each word the languages of all phrases that go through it; gives those of the phrases from here on. */
function collectMasks(node: Node, words: Map<string, number>, of: "languages" | "owners"): number {
  let below = node.entries.reduce((mask, entry) => mask | entry[of], 0);
  for (const [word, next] of node.next) {
    const mask = collectMasks(next, words, of);
    words.set(word, (words.get(word) ?? 0) | mask);
    below |= mask;
  }
  return below;
}

/** Codes of the countries the knowledge speaks of, and the two that the EU writes in its own way. */
function codesOf({ signatories, absences, blocs }: KnowledgeBase): ReadonlyMap<string, CountryCode> {
  const members = [...blocs.values()].flatMap((bloc) => bloc.members.map(({ country }) => country));
  const codes = new Map<string, CountryCode>(
    [...signatories.keys(), ...absences.keys(), ...members].map((code) => [code, code]),
  );
  codes.set("UK", countryCode.parse("GB"));
  codes.set("EL", countryCode.parse("GR"));
  return codes;
}

/** All words of all phrases, each under its own letters and with each one left out. */
function misspellingsOf(words: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>();
  for (const word of words) {
    if (word.length < MIN_REPAIRED || /[^a-z]/.test(word)) continue;
    for (const form of [word, ...deletions(word)]) listAt(index, form).push(word);
  }
  return index;
}

/** Most questions are spelt right, and the index takes longer to make than all the rest. */
function once<T>(make: () => T): () => T {
  let made: T | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

function listAt<K, V>(map: Map<K, V[]>, key: K): V[] {
  const list = map.get(key) ?? [];
  map.set(key, list);
  return list;
}

function newNode(): Node {
  return { next: new Map(), entries: [], meanings: [], spelt: [], exact: new Map() };
}
