import type { LanguagePack } from "../knowledge/language-pack.ts";
import { CUES } from "./cues.ts";
import { fold } from "./fold.ts";
import { ANY_LANGUAGE, type Lexicon, type Node, type SplitVerb, type Word } from "./lexicon.ts";
import { deletions, MIN_REPAIRED } from "./repair.ts";

/** Every word of every phrase, with all that is known of it. */
export function indexWords(
  root: Node,
  packs: readonly LanguagePack[],
  codes: Lexicon["codes"],
): ReadonlyMap<string, Word> {
  const masks = new Map<string, Masks>();
  collectMasks(root, masks);
  const splits = splitsOf(packs);
  collectParts(splits, masks);
  const homographs = homographsOf(packs);
  const words = new Map<string, Word>();
  const typed = new Set([...codes.keys()].map((code) => code.toLowerCase()));
  for (const text of new Set([...masks.keys(), ...splits.keys(), ...typed])) {
    words.set(text, {
      languages: typed.has(text) ? ANY_LANGUAGE : (masks.get(text)?.languages ?? 0),
      owners: masks.get(text)?.owners ?? 0,
      start: root.next.get(text) ?? null,
      splits: splits.get(text) ?? NO_SPLITS,
      homograph: homographs.get(text) ?? 0,
    });
  }
  return words;
}

const NO_SPLITS: readonly SplitVerb[] = [];

type Masks = Pick<Word, "languages" | "owners">;

/** Notes for each word the languages of all phrases that go through it; gives those of the phrases from here on. */
function collectMasks(node: Node, words: Map<string, Masks>): Masks {
  let { languages, owners } = node;
  for (const [text, next] of node.next) {
    const below = collectMasks(next, words);
    const before = words.get(text);
    words.set(text, {
      languages: below.languages | (before?.languages ?? 0),
      owners: below.owners | (before?.owners ?? 0),
    });
    languages |= below.languages;
    owners |= below.owners;
  }
  return { languages, owners };
}

/** Both parts of `setzte … unterschrift unter` are words of its language, whatever phrases they stand in. */
function collectParts(splits: ReadonlyMap<string, readonly SplitVerb[]>, words: Map<string, Masks>): void {
  for (const [first, verbs] of splits) {
    for (const { second, entry } of verbs) {
      for (const text of [first, ...second]) {
        const before = words.get(text);
        words.set(text, {
          languages: entry.languages | (before?.languages ?? 0),
          owners: entry.owners | (before?.owners ?? 0),
        });
      }
    }
  }
}

function splitsOf(packs: readonly LanguagePack[]): ReadonlyMap<string, readonly SplitVerb[]> {
  const splits = new Map<string, SplitVerb[]>();
  packs.forEach(({ vocabulary }, index) => {
    for (const cue of CUES) {
      for (const verb of vocabulary.split[cue] ?? []) {
        const [first, second] = verb.split("…").map((part) => fold(part.trim()));
        const entry = { sense: { kind: "cue", cue }, languages: 1 << index, owners: 1 << index } as const;
        if (first && second) listAt(splits, first).push({ second: second.split(" "), entry });
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

/** All words of all phrases that may be misspelt. */
export function misspellingsOf(words: ReadonlyMap<string, Word>): ReadonlyMap<string, readonly string[]> {
  const known = [...words].filter(([, { languages }]) => languages !== 0);
  return formsOf(
    known.map(([word]) => word).filter((word) => word.length >= MIN_REPAIRED && !/[^a-z]/.test(word)),
  );
}

/** The common words that no word is taken for, each with the languages it is a word of. */
export function protectedIn(packs: readonly LanguagePack[]): ReadonlyMap<string, number> {
  const words = new Map<string, number>();
  packs.forEach(({ vocabulary }, index) => {
    for (const word of vocabulary.protected) {
      words.set(fold(word), (words.get(fold(word)) ?? 0) | (1 << index));
    }
  });
  return words;
}

/** Words, each under its own letters and with each one left out. */
export function formsOf(words: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>();
  for (const word of words) {
    for (const form of [word, ...deletions(word)]) listAt(index, form).push(word);
  }
  return index;
}

function listAt<K, V>(map: Map<K, V[]>, key: K): V[] {
  const list = map.get(key) ?? [];
  map.set(key, list);
  return list;
}
