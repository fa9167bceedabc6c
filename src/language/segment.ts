import { inDigits } from "./digits.ts";
import { type Lexicon, type Meaning, meaningOfSenses, type Node, spellingOf } from "./lexicon.ts";
import { byStem } from "./stems.ts";
import { type Segmented, type Term, term } from "./term.ts";
import type { Token } from "./tokenise.ts";

/** Splits tokens into the longest words and phrases that a language knows; null when it does not know them all. */
export function segment(tokens: readonly Token[], lexicon: Lexicon, language: number): Segmented | null {
  const plain = split(tokens, lexicon, language, 0);
  return plain.unexplained.length === 0 ? plain : null;
}

/** Small letters, of which one may be a slip in a question that is all capitals. */
const SMALL = /\p{Ll}{2}|^\p{Ll}$/u;

/** Splits tokens into the longest words and phrases known; gives up once more than `most` are unknown. */
export function split(
  tokens: readonly Token[],
  lexicon: Lexicon,
  language: number,
  most = Number.POSITIVE_INFINITY,
): Segmented {
  const codes = tokens.length === 1 || tokens.some(({ raw }) => SMALL.test(raw));
  const seconds = new Set<number>();
  const found: Term[] = [];
  const unexplained: Token[] = [];
  for (let at = 0; at < tokens.length && unexplained.length <= most; ) {
    const next = seconds.has(at)
      ? SILENT
      : (inTwoParts(tokens, at, lexicon, language, seconds) ?? termAt(tokens, at, lexicon, language, codes));
    if (next) found.push(next);
    else unexplained.push(...tokens.slice(at, at + 1));
    at += Math.max(1, next?.tokens.length ?? 1);
  }
  return { terms: found.filter((each) => each !== SILENT), unexplained };
}

/** The second part of a verb, which was told with the first. */
const SILENT: Term = { senses: [], cues: [], owners: 0, tokens: [], afterPause: false, repairedTo: null };

/** Words that may stand between the parts of a verb. */
const MOST_BETWEEN = 6;

/** "Skrev Norge under?": a verb whose second part stands further on. */
function inTwoParts(
  tokens: readonly Token[],
  at: number,
  { splits }: Lexicon,
  language: number,
  seconds: Set<number>,
): Term | null {
  const token = tokens[at];
  for (const { second, entry } of (token && splits.get(token.text)) ?? []) {
    if (!token || (entry.languages & (1 << language)) === 0) continue;
    const found = tokens.findIndex(
      (other, index) => index > at && index <= at + MOST_BETWEEN && other.text === second,
    );
    if (found <= at + 1) continue;
    seconds.add(found);
    return term([token], meaningOfSenses([entry.sense], entry.owners));
  }
  return null;
}

function termAt(
  tokens: readonly Token[],
  at: number,
  lexicon: Lexicon,
  language: number,
  codes: boolean,
): Term | null {
  const token = tokens[at];
  if (!token) return null;
  const phrase = longestPhrase(tokens, at, lexicon.root, language);
  const code = codes && (phrase?.length ?? 1) === 1 ? codeMeaning(token.raw, lexicon) : null;
  if (code) return term([token], code);
  if (phrase) {
    const meaning =
      phrase.length === 1 ? withoutHomograph(token, phrase.meaning, lexicon, language) : phrase.meaning;
    return meaning ? term(tokens.slice(at, at + phrase.length), meaning) : null;
  }
  const meaning = inDigits(token.text, lexicon, language) ?? byStem(token.text, lexicon, language);
  return meaning ? term([token], meaning) : null;
}

/** "Har man signert?": a name that is also a word counts only with a capital. */
function withoutHomograph(
  token: Token,
  meaning: Meaning,
  lexicon: Lexicon,
  language: number,
): Meaning | null {
  const isWord = ((lexicon.homographs.get(token.text) ?? 0) & (1 << language)) !== 0;
  if (!isWord || /^\p{Lu}/u.test(token.raw)) return meaning;
  const senses = meaning.senses.filter(({ kind }) => kind !== "country");
  return senses.length > 0 ? meaningOfSenses(senses, meaning.owners) : null;
}

function longestPhrase(
  tokens: readonly Token[],
  start: number,
  root: Node,
  language: number,
): { readonly length: number; readonly meaning: Meaning } | null {
  let node: Node | undefined = root;
  let best: { length: number; meaning: Meaning } | null = null;
  for (let at = start; at < tokens.length; at += 1) {
    node = nextNode(node, tokens[at]?.text ?? "");
    if (!node) break;
    const exact = node.exact.size > 0 ? spellingOf(tokens.slice(start, at + 1).map(({ raw }) => raw)) : "";
    const meaning = spelt(node, exact, language);
    if (meaning) best = { length: at - start + 1, meaning };
  }
  return best;
}

/** A full stop that ends the sentence is no part of a name: "digital day 2." */
function nextNode(node: Node, text: string): Node | undefined {
  return node.next.get(text) ?? (text.endsWith(".") ? node.next.get(text.slice(0, -1)) : undefined);
}

/** The meaning of exactly this spelling, or else of the same letters without accents, which tell of no language. */
function spelt(node: Node, spelling: string, language: number): Meaning | null {
  const exact = node.exact.get(spelling);
  const meaning = node.meanings[language] ?? null;
  if (!exact) return meaning;
  return exact[language] ?? (meaning && { ...meaning, owners: 0 });
}

/** `NO`, `UK` and `EL`, in capitals only: `no`, `is` and `at` are words. */
function codeMeaning(raw: string, { codes }: Lexicon): Meaning | null {
  const code = raw.length === 2 ? codes.get(raw) : undefined;
  return code ? { senses: [{ kind: "country", code, part: null }], cues: [], owners: 0 } : null;
}
