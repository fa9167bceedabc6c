import { fold } from "./fold.ts";
import {
  type Entry,
  type Meaning,
  meaningOf,
  meaningOfSenses,
  type Node,
  type Sense,
  spellingOf,
} from "./lexicon.ts";
import { tokenise } from "./tokenise.ts";

/** A trie over tokens while it is made. */
export interface Draft {
  readonly root: DraftNode;
  /** Beginnings of words, from `podpisa*`. */
  readonly stems: Map<string, DraftNode>;
}

interface DraftNode {
  readonly entries: Entry[];
  /** The entries once more, each with the spelling it was given in, accents and all. */
  readonly spelt: Array<{ readonly spelling: string; readonly entry: Entry }>;
  next: Map<string, DraftNode> | null;
}

export function newDraft(): Draft {
  return { root: newNode(), stems: new Map() };
}

function newNode(): DraftNode {
  return { entries: [], spelt: [], next: null };
}

/** Adds a word, a phrase or, with a star at its end, the beginning of words. */
export function add(draft: Draft, words: string, sense: Sense, languages: number, owners = languages): void {
  const entry: Entry = { sense, languages, owners };
  if (words.endsWith("*")) {
    merge(nodeAt(draft.stems, fold(words.slice(0, -1))).entries, entry);
    return;
  }
  const tokens = words.startsWith("flag:") ? [{ text: words, raw: words }] : tokenise(words);
  if (tokens.length === 0) return;
  let node = draft.root;
  for (const { text } of tokens) {
    node.next ??= new Map();
    node = nodeAt(node.next, text);
  }
  merge(node.entries, entry);
  node.spelt.push({ spelling: spellingOf(tokens.map(({ raw }) => raw)), entry });
}

function nodeAt(nodes: Map<string, DraftNode>, text: string): DraftNode {
  const node = nodes.get(text) ?? newNode();
  nodes.set(text, node);
  return node;
}

/** A sense that several languages share is kept once, under all their bits. */
function merge(entries: Entry[], { sense, languages, owners }: Entry): void {
  const at = entries.findIndex((entry) => isSame(entry.sense, sense));
  const before = entries[at];
  if (!before) entries.push({ sense, languages, owners });
  else {
    entries[at] = {
      sense: before.sense,
      languages: before.languages | languages,
      owners: before.owners | owners,
    };
  }
}

function isSame(a: Sense, b: Sense): boolean {
  return a === b || (a.kind === b.kind && JSON.stringify(a) === JSON.stringify(b));
}

/** Works out once what each word means in each of so many languages, so that a question only looks it up. */
export function settle({ entries, spelt, next }: DraftNode, languages: number): Node {
  const following = next && [...next].map(([text, node]) => [text, settle(node, languages)] as const);
  return {
    next: following ? new Map(following) : NO_NEXT,
    meanings: meaningsOf(entries, languages),
    exact: exactOf(spelt, languages),
    languages: entries.reduce((mask, entry) => mask | entry.languages, 0),
    owners: entries.reduce((mask, entry) => mask | entry.owners, 0),
  };
}

/** Shared by all that have none: most words are the last of their phrase. */
const NO_NEXT: Node["next"] = new Map();
const NO_EXACT: Node["exact"] = new Map();

/** The meaning in each language; languages in which it is the same share it. */
function meaningsOf(entries: readonly Entry[], languages: number): ReadonlyArray<Meaning | null> {
  const [only] = entries;
  if (only && entries.length === 1) {
    const meaning = meaningOfSenses([only.sense], only.owners);
    return Array.from({ length: languages }, (_, index) =>
      (only.languages & (1 << index)) !== 0 ? meaning : null,
    );
  }
  const meanings: Array<Meaning | null> = [];
  for (let language = 0; language < languages && entries.length > 0; language += 1) {
    const meaning = meaningOf(entries, language);
    meanings.push(meanings.find((other) => isSameMeaning(other, meaning)) ?? meaning);
  }
  return meanings;
}

function isSameMeaning(a: Meaning | null, b: Meaning | null): boolean {
  if (!a || !b || a.owners !== b.owners || a.senses.length !== b.senses.length) return false;
  return a.senses.every((sense, index) => sense === b.senses[index]);
}

function exactOf(spelt: DraftNode["spelt"], languages: number): Node["exact"] {
  if (spelt.every(({ spelling }) => spelling === spelt[0]?.spelling)) return NO_EXACT;
  const spellings = new Set(spelt.map(({ spelling }) => spelling));
  return new Map(
    [...spellings].map((spelling) => {
      const entries: Entry[] = [];
      for (const each of spelt) if (each.spelling === spelling) merge(entries, each.entry);
      return [spelling, meaningsOf(entries, languages)];
    }),
  );
}
