import type { Day } from "../knowledge/day.ts";
import type { KnowledgeBase } from "../knowledge/knowledge-base.ts";
import type { LanguageCode } from "../knowledge/schema/values.ts";
import type { Lexicon, Sense } from "../language/lexicon.ts";
import { repairBudget, segmentMended } from "../language/mend.ts";
import { segment, split } from "../language/segment.ts";
import type { Segmented } from "../language/term.ts";
import { type Token, tokenise } from "../language/tokenise.ts";
import { unknownWords } from "../language/unknown-words.ts";
import { bind } from "./bind.ts";
import { deniesTwice, type Frame } from "./frames/frame.ts";
import { listFrames } from "./frames/lists.ts";
import { membershipFrames } from "./frames/membership.ts";
import { metaFrames } from "./frames/meta.ts";
import { orderFrames } from "./frames/order.ts";
import { signatureFrames } from "./frames/signature.ts";
import { topicFrames } from "./frames/topics.ts";
import type { Query } from "./query.ts";
import { emptyReading, type Reading } from "./reading.ts";

/** A question in one language: what was understood of it, and what was not. */
export interface Interpretation {
  readonly language: LanguageCode;
  readonly reading: Reading;
  /** Distinct queries that the reading can stand for: one is an answer, several are a question back. */
  readonly queries: readonly Query[];
  readonly unexplained: readonly Token[];
  readonly repaired: ReadonlyArray<{ readonly raw: string; readonly word: string }>;
  readonly tokens: number;
  /** How many of the words belong to the language. */
  readonly owned: number;
  /** When it is names alone: the languages to which they belong; null when other words tell the language. */
  readonly owners: readonly LanguageCode[] | null;
}

const FRAMES: readonly Frame[] = [
  ...signatureFrames,
  ...orderFrames,
  ...listFrames,
  ...membershipFrames,
  ...topicFrames,
  ...metaFrames,
];

/**
 * Reads a question in each language that knows all its words; if none does, in those that would but for a
 * typing error; else in the one that knows most.
 */
export function interpret(
  question: string,
  lexicon: Lexicon,
  knowledge: KnowledgeBase,
  today: Day,
): readonly Interpretation[] {
  const tokens = tokenise(question);
  const unknown = unknownWords(tokens, lexicon);
  const asked: Asked = { tokens, lexicon, knowledge, today };
  const known = readIn(asked, (index) => unknown[index] === 0, segment);
  if (known.length > 0) return known;
  const budget = repairBudget(tokens.length);
  const mended = budget === 0 ? [] : readIn(asked, (index) => (unknown[index] ?? 0) <= budget, segmentMended);
  return mended.length > 0 ? mended : [closest(tokens, lexicon)];
}

interface Asked {
  readonly tokens: readonly Token[];
  readonly lexicon: Lexicon;
  readonly knowledge: KnowledgeBase;
  readonly today: Day;
}

function readIn(
  { tokens, lexicon, knowledge, today }: Asked,
  isCandidate: (index: number) => boolean,
  segmenting: typeof segment,
): readonly Interpretation[] {
  const complete: Interpretation[] = [];
  lexicon.languages.forEach((language, index) => {
    // Names alone mean the same in all languages.
    if (!isCandidate(index) || complete[0]?.owners) return;
    const segmented = segmenting(tokens, lexicon, index);
    if (!segmented) return;
    const reading = bind(segmented.terms, today, knowledge.milestones);
    complete.push(
      interpretation(tokens, lexicon, language, segmented, reading, queriesOf(reading, knowledge)),
    );
  });
  return complete;
}

function isName({ kind }: Sense): boolean {
  return kind === "country" || kind === "bloc" || kind === "signer" || kind === "day";
}

/** What is left to say of a question that no language explains: its words, unbound, where most are known. */
function closest(tokens: readonly Token[], lexicon: Lexicon): Interpretation {
  const all = lexicon.languages.map((language, index) => ({
    language,
    segmented: split(tokens, lexicon, index),
  }));
  const [best] = all.toSorted((a, b) => a.segmented.unexplained.length - b.segmented.unexplained.length);
  if (!best) throw new Error("The knowledge has no language to read a question in.");
  const reading = { ...emptyReading(), loose: [...best.segmented.terms] };
  return interpretation(tokens, lexicon, best.language, best.segmented, reading, []);
}

function interpretation(
  tokens: readonly Token[],
  { languages }: Lexicon,
  language: LanguageCode,
  { terms, unexplained }: Segmented,
  reading: Reading,
  queries: readonly Query[],
): Interpretation {
  const repaired = terms.flatMap(({ repairedTo, tokens: [token] }) =>
    repairedTo && token ? [{ raw: token.raw, word: repairedTo }] : [],
  );
  const owners = terms.every(({ senses }) => senses.every(isName))
    ? languages.filter((_code, index) =>
        terms.every((term) => term.owners === 0 || (term.owners & (1 << index)) !== 0),
      )
    : null;
  const own = 1 << languages.indexOf(language);
  const owned = terms.filter((term) => (term.owners & own) !== 0).length;
  return { language, reading, queries, unexplained, repaired, tokens: tokens.length, owned, owners };
}

/** Every query that some kind of question makes of the reading: gate (d) wants exactly one. */
export function queriesOf(reading: Reading, knowledge: KnowledgeBase): readonly Query[] {
  if (deniesTwice(reading)) return [];
  const queries: Query[] = [];
  for (const frame of FRAMES) {
    const query = frame(reading, knowledge);
    if (query) queries.push(query);
  }
  if (queries.length < 2) return queries;
  return [...new Map(queries.map((query) => [JSON.stringify(query), query])).values()];
}
