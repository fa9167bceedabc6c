import { cueSet, shares } from "./cue-set.ts";
import type { Cue } from "./cues.ts";
import { fold } from "./fold.ts";
import { KIND, type Lexicon, type Sense } from "./lexicon.ts";
import { oneErrorAway } from "./repair.ts";
import { split } from "./segment.ts";
import { countryOf, type Segmented, type Term } from "./term.ts";
import type { Token } from "./tokenise.ts";

/** At most one repaired word in four, where the question is long enough to be sure of the others. */
const TOKENS_PER_REPAIR = 4;
const FEWEST_TOKENS = 3;

/** How many words may be repaired in a question of so many. */
export function repairBudget(tokens: number): number {
  return tokens < FEWEST_TOKENS ? 0 : Math.max(1, Math.floor(tokens / TOKENS_PER_REPAIR));
}

/** The words, of whatever language, that each misspelt word of a question may be: looked up once for all of them. */
export type Near = Map<string, readonly string[]>;

/**
 * Splits a question with typing errors, looked for only where so few words are unknown that all of them could
 * be errors; null where no one way to mend it is sure.
 */
export function segmentMended(
  tokens: readonly Token[],
  lexicon: Lexicon,
  language: number,
  near: Near = new Map(),
): Segmented | null {
  const budget = repairBudget(tokens.length);
  const { unexplained } = split(tokens, lexicon, language, budget + MOST_STRAY);
  const strangers = unexplained.filter(({ text }) => !isOwn(text, lexicon, language));
  if (strangers.length === 0 || strangers.length > budget) return null;
  const ways = waysToMend(tokens, unexplained, lexicon, language, near);
  return agreed(
    ways.filter((way) => way.filter(({ mended }) => mended !== undefined).length <= budget),
    lexicon,
    language,
  );
}

/** Words of phrases that may stand alone beside a misspelt one: `unitde kingdom`. */
const MOST_STRAY = 2;
/** More ways to mend a question than this are too many to be sure of one. */
const MOST_WAYS = 24;

/** Words are mended before phrases are looked for, so that "twenty-frist" is the 21st and not twenty and first. */
function waysToMend(
  tokens: readonly Token[],
  unknown: readonly Token[],
  lexicon: Lexicon,
  language: number,
  near: Near,
): ReadonlyArray<readonly Token[]> {
  let ways: ReadonlyArray<readonly Token[]> = [tokens];
  for (const token of unknown) {
    const mends = mendsOf(token, lexicon, language, near);
    ways = ways.flatMap((way) => mends.map((mend) => way.map((each) => (each === token ? mend : each))));
    if (ways.length === 0 || ways.length > MOST_WAYS) return [];
  }
  return ways;
}

/** What the ways that are understood have in common: the question, if they say the same and all are sound. */
function agreed(ways: ReadonlyArray<readonly Token[]>, lexicon: Lexicon, language: number): Segmented | null {
  const isSoundWay = ({ terms }: Segmented) =>
    terms.every((each) => isSound(each, ways[0] ?? [], lexicon, language));
  const known = ways
    .map((way) => split(way, lexicon, language, 0))
    .filter(({ unexplained }) => unexplained.length === 0);
  // A word written as a name is no common word: "has Itally signed?" asks of no tally.
  const named = known.filter(({ terms }) => terms.some(isMendedName));
  const understood =
    named.length > 0 &&
    known.every((way) => named.includes(way) || !(isSoundWay(way) || way.terms.some(isMendedRival)))
      ? named
      : known;
  const [first] = understood;
  const meaningOf = ({ terms }: Segmented) => JSON.stringify(terms.map(({ senses }) => senses));
  const meaning = first && understood.length > 1 ? meaningOf(first) : "";
  const isAgreed = understood.every(
    (way) => (way === first || meaningOf(way) === meaning) && isSoundWay(way),
  );
  const isSure = isAgreed && !hasRival(understood, ways) && !hasCommonRival(understood, lexicon, language);
  return first && isSure ? first : null;
}

/** A country whose name was misspelt; in a mere `eután`, with no capital, it may be `están` as well as Bhutan. */
function isMendedName(each: Term): boolean {
  return Boolean(each.repairedTo && countryOf(each)) && /^\p{Lu}/u.test(each.tokens[0]?.raw ?? "");
}

/** "Belin" is Benin or Berlin, and "Spaan" is Spain or Mr Spahn. */
function isMendedRival({ repairedTo, kinds }: Term): boolean {
  return repairedTo !== null && (kinds & RIVAL) !== 0;
}

const RIVAL = KIND.city | KIND.signer;

/**
 * Whether a word was read as a cue where it may as well be an error for a part of a name (`De fornte nasjoner`:
 * `første`, or `forente`): how a name was read is told, how a cue was read is not.
 */
function hasRival(understood: readonly Segmented[], ways: ReadonlyArray<readonly Token[]>): boolean {
  const terms = understood.flatMap((segmented) => segmented.terms);
  const explained = new Set(terms.flatMap(({ tokens }) => tokens.map(({ mended }) => mended)));
  const silent = terms.filter(({ senses }) => senses.some(({ kind }) => kind === "cue"));
  const read = new Set(
    silent.flatMap(({ tokens }) => tokens.filter(({ mended }) => mended).map(({ raw }) => raw)),
  );
  return ways.flat().some(({ raw, mended }) => mended && read.has(raw) && !explained.has(mended));
}

/**
 * Whether a word may as well be an error for a common word (`écouvert`: `ouvert`, or `découvert`): where the
 * question names a country or the declaration, or speaks of signing, it is the nearer of the two.
 */
function hasCommonRival(understood: readonly Segmented[], lexicon: Lexicon, language: number): boolean {
  return understood.some(({ terms }) => {
    const mended = terms.filter(({ tokens }) => tokens.some(({ mended: word }) => word !== undefined));
    const isAnchored = terms.some((each) => isAnchor(each) && !mended.includes(each));
    const silent = mended.filter(({ kinds }) => (kinds & NAME) === 0).flatMap(({ tokens }) => tokens);
    return silent.some(({ raw, mended: word }) => {
      const common = word ? nearCommon(fold(raw), lexicon, language) : [];
      // "All declaratiosn" are many, whatever else is said.
      return common.some((other) => !isAnchored || other === `${word}s`);
    });
  });
}

const NAME = KIND.country | KIND.bloc;
const ANCHORING = cueSet(["sign", "signatory", "declaration"]);

function isAnchor({ kinds, cues }: Term): boolean {
  return (kinds & KIND.country) !== 0 || shares(cues, ANCHORING);
}

function nearCommon(text: string, lexicon: Lexicon, language: number): readonly string[] {
  return oneErrorAway(text, lexicon.protectedForms()).filter((word) => {
    const isCommon = ((lexicon.protectedWords.get(word) ?? 0) & (1 << language)) !== 0;
    return isCommon && !isOwn(word, lexicon, language);
  });
}

/** The word as it stands, where a phrase of the language has it (`unitde kingdom`), and all it may be an error for. */
function mendsOf(token: Token, lexicon: Lexicon, language: number, near: Near): readonly Token[] {
  if (lexicon.protectedWords.has(token.text)) return [];
  const candidates = candidatesFor(token.text, lexicon, language, near);
  const mends = candidates.map((word) => ({ ...token, text: word, mended: word }));
  return isOwn(token.text, lexicon, language) ? [token, ...mends] : mends;
}

/** Words of the language itself that are one typing error away. */
function candidatesFor(text: string, lexicon: Lexicon, language: number, near: Near): readonly string[] {
  const found = near.get(text) ?? oneErrorAway(text, lexicon.misspellings());
  near.set(text, found);
  return found.filter((word) => isOwn(word, lexicon, language));
}

function isOwn(word: string, { words }: Lexicon, language: number): boolean {
  return ((words.get(word)?.owners ?? 0) & (1 << language)) !== 0;
}

/**
 * Whether a mended word may mean what it was read as: a name of a country or bloc always, a topic only by a
 * long name, and a common word only where it was not written as a name, with a capital within the question.
 */
function isSound(
  { senses, tokens }: Term,
  all: readonly Token[],
  lexicon: Lexicon,
  language: number,
): boolean {
  const token = tokens.find(({ mended: word }) => word !== undefined);
  if (!token?.mended || tokens.length > 1) return true;
  const capital = token.raw !== all[0]?.raw && /^\p{Lu}\p{Ll}/u.test(token.raw);
  const isName = capital && (lexicon.capitalisedNouns & (1 << language)) === 0;
  return senses.every((sense) => isRepairable(sense, token.mended ?? "", isName));
}

/** Shorter names of topics lie too near to everyday words: cancer, cancel. */
const MIN_TOPIC = 8;

/** Function words, which a misspelt word is never read as: "small" is not "shall". */
const FUNCTION_WORDS: readonly Cue[] = ["aux", "had", "future", "can", "not", "self"];

/** Names of countries, blocs and topics; in a word that is no name also cue words and months. */
function isRepairable(sense: Sense, word: string, isName: boolean): boolean {
  switch (sense.kind) {
    case "country":
    case "bloc":
    case "month":
      return true;
    case "topic":
      return !sense.weak && word.length >= MIN_TOPIC;
    case "cue":
      return !isName && !FUNCTION_WORDS.includes(sense.cue);
    default:
      return false;
  }
}
