import type { LanguageCode } from "../knowledge/schema/values.ts";
import { tokenise } from "../language/tokenise.ts";
import type { ReplyOutcome } from "../questions/reply.ts";

/** A question that was not answered, in the words in which it was asked. */
export interface Unanswered {
  readonly text: string;
  readonly language: LanguageCode;
  readonly outcome: Exclude<ReplyOutcome, "answered">;
  /** How often it was asked in these words. */
  readonly count: number;
  /** Who asked: whatever names one person the same each time. */
  readonly users: readonly string[];
}

/** Questions that ask nearly the same in one language, and came to the same. */
export interface Cluster {
  /** The question asked most often. */
  readonly name: string;
  readonly language: LanguageCode;
  readonly outcome: Unanswered["outcome"];
  /** Different people who asked. */
  readonly users: number;
  readonly count: number;
  /** Most frequent first. */
  readonly questions: readonly Unanswered[];
}

/** Words that say nothing of the matter: articles, politeness. */
export type IsIdle = (word: string, language: LanguageCode) => boolean;

/** Share of words that two questions must have in common. */
const ALIKE = 0.6;
/** Longer words are compared by their beginning: "signatory" and "signatories". */
const STEM = 6;

/**
 * Puts alike questions together, those of most different people first.
 *
 * Deterministic. Each question is held only against those that share one of its rarer words: 10,000 take
 * about a second.
 */
export function clusterUnanswered(
  questions: readonly Unanswered[],
  isIdle: IsIdle = () => false,
): readonly Cluster[] {
  const worded = questions
    .map((question) => ({ question, words: wordsOf(question, isIdle) }))
    .sort((left, right) => byWeight(left.question, right.question));
  const frequency = new Map<string, number>();
  for (const { words } of worded)
    for (const word of words) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const rarestFirst = (words: ReadonlySet<string>) =>
    [...words].sort((a, b) => (frequency.get(a) ?? 0) - (frequency.get(b) ?? 0) || (a < b ? -1 : 1));
  const groups: Group[] = [];
  const byWord = new Map<string, Group[]>();
  for (const { question, words } of worded) {
    const prefix = rarestFirst(words).slice(0, prefixLength(words.size));
    const near = nearest(
      words,
      prefix.flatMap((word) => byWord.get(keyOf(question, word)) ?? []),
    );
    if (near) near.questions.push(question);
    else {
      const group = { words, questions: [question] };
      groups.push(group);
      for (const word of prefix) listIn(byWord, keyOf(question, word)).push(group);
    }
  }
  return groups
    .map(clusterOf)
    .sort((a, b) => b.users - a.users || b.count - a.count || order(a.name, b.name));
}

interface Group {
  readonly words: ReadonlySet<string>;
  readonly questions: Unanswered[];
}

/** Two sets that are alike share one of so many of their rarest words. */
function prefixLength(size: number): number {
  return size - Math.ceil(ALIKE * size) + 1;
}

/** The group whose first question is most alike; of equals the earlier. */
function nearest(words: ReadonlySet<string>, groups: readonly Group[]): Group | null {
  let best: Group | null = null;
  let most = ALIKE;
  for (const group of groups) {
    const alike = likeness(words, group.words);
    if (alike > most || (alike === most && best === null)) {
      best = group;
      most = alike;
    }
  }
  return best;
}

function likeness(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of left) if (right.has(word)) shared += 1;
  return shared / (left.size + right.size - shared);
}

/** What differs in language or outcome is never alike. */
function keyOf({ language, outcome }: Unanswered, word: string): string {
  return `${language} ${outcome} ${word}`;
}

function wordsOf({ text, language }: Unanswered, isIdle: IsIdle): ReadonlySet<string> {
  const words = tokenise(text).map((token) => token.text);
  const telling = words.filter((word) => !isIdle(word, language));
  const stems = (telling.length > 0 ? telling : words).map((word) => word.slice(0, STEM));
  return new Set(stems.length > 0 ? stems : [""]);
}

function clusterOf({ questions }: Group): Cluster {
  const [first] = questions;
  if (!first) throw new Error("A cluster has no question.");
  const { text: name, language, outcome } = first;
  const users = new Set(questions.flatMap((question) => question.users)).size;
  const count = questions.reduce((sum, question) => sum + question.count, 0);
  return { name, language, outcome, users, count, questions };
}

function byWeight(left: Unanswered, right: Unanswered): number {
  return right.count - left.count || right.users.length - left.users.length || order(left.text, right.text);
}

function order(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}

function listIn<Key, Item>(map: Map<Key, Item[]>, key: Key): Item[] {
  const list = map.get(key) ?? [];
  map.set(key, list);
  return list;
}
