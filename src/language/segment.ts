import { inDigits } from "./digits.ts";
import { type Lexicon, type Meaning, meaningOfSenses, type Node, spellingOf, type Word } from "./lexicon.ts";
import { byStem } from "./stems.ts";
import { type Segmented, type Term, term } from "./term.ts";
import type { Token } from "./tokenise.ts";

/** Splits tokens into the longest words and phrases that a language knows; null when it does not know them all. */
export function segment(tokens: readonly Token[], lexicon: Lexicon, language: number): Segmented | null {
  const plain = split(tokens, lexicon, language, 0);
  return plain.unexplained.length === 0 ? plain : null;
}

/** Splits tokens into the longest words and phrases known; gives up once more than `most` are unknown. */
export function split(
  tokens: readonly Token[],
  lexicon: Lexicon,
  language: number,
  most = Number.POSITIVE_INFINITY,
): Segmented {
  const terms: Term[] = [];
  const unexplained: Token[] = [];
  // Where the second parts of verbs stand, which are told with the first.
  const seconds: number[] = [];
  for (let at = 0; at < tokens.length && unexplained.length <= most; ) {
    const token = tokens[at];
    if (!token) break;
    const next = seconds.includes(at) ? null : termAt(tokens, at, lexicon, language, seconds);
    if (next) terms.push(next);
    else if (!seconds.includes(at)) unexplained.push(token);
    at += next?.tokens.length ?? 1;
  }
  return { terms, unexplained };
}

function termAt(
  tokens: readonly Token[],
  at: number,
  lexicon: Lexicon,
  language: number,
  seconds: number[],
): Term | null {
  const token = tokens[at];
  if (!token) return null;
  const word = lexicon.words.get(token.text);
  const verb = word && word.splits.length > 0 ? inTwoParts(tokens, at, word, language, seconds) : null;
  if (verb) return term([token], verb);
  const phrase = longestPhrase(tokens, at, word?.start ?? withoutStop(token, lexicon), language);
  if (phrase && phrase.length > 1) return term(tokens.slice(at, at + phrase.length), phrase.meaning);
  const meaning =
    codeMeaning(token, tokens, lexicon) ??
    (phrase
      ? withoutHomograph(token, phrase.meaning, word, language)
      : (inDigits(token.text, lexicon, language) ?? byStem(token.text, lexicon, language)));
  return meaning && term([token], meaning);
}

/** Words that may stand between the parts of a verb. */
const MOST_BETWEEN = 6;

/** "Skrev Norge under?": a verb whose second part stands further on. */
function inTwoParts(
  tokens: readonly Token[],
  at: number,
  { splits }: Word,
  language: number,
  seconds: number[],
): Meaning | null {
  for (const { second, entry } of splits) {
    if ((entry.languages & (1 << language)) === 0) continue;
    const found = tokens.findIndex((_other, index) => {
      const isNear = index > at && index <= at + MOST_BETWEEN;
      return isNear && second.every((part, next) => tokens[index + next]?.text === part);
    });
    if (found <= at + 1) continue;
    seconds.push(...second.map((_part, next) => found + next));
    const meant = splits.filter(
      (other) => other.entry.owners === entry.owners && other.second.join() === second.join(),
    );
    return meaningOfSenses(
      meant.map((other) => other.entry.sense),
      entry.owners,
    );
  }
  return null;
}

/** "Har man signert?": a name that is also a word counts only with a capital. */
function withoutHomograph(
  token: Token,
  meaning: Meaning,
  word: Word | undefined,
  language: number,
): Meaning | null {
  const isWord = word !== undefined && (word.homograph & (1 << language)) !== 0;
  if (!isWord || /^\p{Lu}/u.test(token.raw)) return meaning;
  const senses = meaning.senses.filter(({ kind }) => kind !== "country");
  return senses.length > 0 ? meaningOfSenses(senses, meaning.owners) : null;
}

function longestPhrase(
  tokens: readonly Token[],
  start: number,
  first: Node | undefined,
  language: number,
): { readonly length: number; readonly meaning: Meaning } | null {
  let best: { length: number; meaning: Meaning } | null = null;
  let node = first;
  for (let at = start; node; at += 1) {
    const meaning =
      node.exact.size > 0
        ? spelt(node, spellingOf(tokens.slice(start, at + 1).map(({ raw }) => raw)), language)
        : node.meanings[language];
    if (meaning) best = { length: at - start + 1, meaning };
    const token: Token | undefined = node.next.size > 0 ? tokens[at + 1] : undefined;
    node = token && nextNode(node, token.text);
  }
  return best;
}

function nextNode({ next }: Node, text: string): Node | undefined {
  return next.get(text) ?? (text.endsWith(".") ? next.get(text.slice(0, -1)) : undefined);
}

/** A full stop that ends the sentence is no part of a name: "digital day 2." */
function withoutStop({ text }: Token, { words }: Lexicon): Node | undefined {
  return text.endsWith(".") ? (words.get(text.slice(0, -1))?.start ?? undefined) : undefined;
}

/** The meaning of exactly this spelling, or else of the same letters without accents, which tell of no language. */
function spelt(node: Node, spelling: string, language: number): Meaning | null {
  const exact = node.exact.get(spelling);
  const meaning = node.meanings[language] ?? null;
  if (!exact) return meaning;
  return exact[language] ?? (meaning && { ...meaning, owners: 0 });
}

/** `NO`, `UK` and `EL`, in capitals only: `no`, `is` and `at` are words. */
function codeMeaning({ raw, text }: Token, tokens: readonly Token[], { codes }: Lexicon): Meaning | null {
  if (raw.length !== 2 || raw === text) return null;
  const meaning = codes.get(raw);
  return meaning && (tokens.length === 1 || tokens.some((token) => SMALL.test(token.raw))) ? meaning : null;
}

/** Small letters, of which one may be a slip in a question that is all capitals. */
const SMALL = /\p{Ll}{2}|^\p{Ll}$/u;
