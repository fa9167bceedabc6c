import type { Day } from "../knowledge/day.ts";
import type { KnowledgeBase } from "../knowledge/knowledge-base.ts";
import type { LanguageCode } from "../knowledge/schema/values.ts";
import type { Lexicon } from "../language/lexicon.ts";
import { segment, type Term, withinRepairBudget } from "../language/terms.ts";
import { type Token, tokenise } from "../language/tokenise.ts";
import { bind } from "./bind.ts";
import type { Frame } from "./frames/frame.ts";
import { listFrames } from "./frames/lists.ts";
import { membershipFrames } from "./frames/membership.ts";
import { metaFrames } from "./frames/meta.ts";
import { orderFrames } from "./frames/order.ts";
import { signatureFrames } from "./frames/signature.ts";
import { topicFrames } from "./frames/topics.ts";
import type { Query } from "./query.ts";
import { emptyReading, type Mention, type Reading } from "./reading.ts";

/** A question in one language: what was understood of it, and what was not. */
export interface Interpretation {
  readonly language: LanguageCode;
  readonly reading: Reading;
  /** Distinct queries that the reading can stand for: one is an answer, several are a question back. */
  readonly queries: readonly Query[];
  readonly unexplained: readonly Token[];
  readonly repaired: ReadonlyArray<{ readonly raw: string; readonly word: string }>;
  readonly tokens: number;
}

const FRAMES: readonly Frame[] = [
  ...signatureFrames,
  ...orderFrames,
  ...listFrames,
  ...membershipFrames,
  ...topicFrames,
  ...metaFrames,
];

/** Reads a question in each language that knows all its words; else in the one that knows most. */
export function interpret(
  question: string,
  lexicon: Lexicon,
  knowledge: KnowledgeBase,
  today: Day,
): readonly Interpretation[] {
  const tokens = tokenise(question);
  const all = lexicon.languages.map((language, index) =>
    interpretIn({ tokens, lexicon, knowledge, today }, language, index),
  );
  const complete = all.filter(({ unexplained }) => unexplained.length === 0);
  if (complete.length > 0) return complete;
  return all.toSorted((a, b) => a.unexplained.length - b.unexplained.length).slice(0, 1);
}

interface Question {
  readonly tokens: readonly Token[];
  readonly lexicon: Lexicon;
  readonly knowledge: KnowledgeBase;
  readonly today: Day;
}

function interpretIn(question: Question, language: LanguageCode, index: number): Interpretation {
  const { tokens, lexicon, knowledge, today } = question;
  const { terms, unexplained, repairs } = segment(tokens, lexicon, index);
  const repaired = terms.flatMap(({ repairedTo, tokens: [token] }) =>
    repairedTo && token ? [{ raw: token.raw, word: repairedTo }] : [],
  );
  const explained = unexplained.length === 0 && withinRepairBudget(tokens, repairs);
  const reading = explained ? bind(terms, today, knowledge.milestones) : emptyReading();
  return {
    language,
    reading: explained ? reading : partial(terms),
    queries: explained ? queriesOf(reading, knowledge) : [],
    unexplained,
    repaired,
    tokens: tokens.length,
  };
}

/** What is left to say of a question that was not understood: its words, unbound. */
function partial(terms: readonly Term[]): Reading {
  return { ...emptyReading(), loose: [...terms] };
}

/** Every query that some kind of question makes of the reading: gate (d) wants exactly one. */
export function queriesOf(reading: Reading, knowledge: KnowledgeBase): readonly Query[] {
  const queries = new Map<string, Query>();
  for (const frame of FRAMES) {
    const query = frame(reading, knowledge);
    if (query) queries.set(JSON.stringify(query), query);
  }
  return [...queries.values()];
}

/** Parts of states and repaired names that an answer has to mention. */
export function mentionsOf(reading: Reading): readonly Mention[] {
  return [...reading.countries, ...reading.signedFor];
}
