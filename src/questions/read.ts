import type { Day } from "../knowledge/day.ts";
import type { KnowledgeBase } from "../knowledge/knowledge-base.ts";
import type { LanguageCode } from "../knowledge/schema/values.ts";
import { ambiguousIn } from "../language/digits.ts";
import { KIND, type Lexicon } from "../language/lexicon.ts";
import { type Near, repairBudget, segmentMended } from "../language/mend.ts";
import { segment, split } from "../language/segment.ts";
import type { Segmented, Term } from "../language/term.ts";
import { type Token, tokenise } from "../language/tokenise.ts";
import { unknownWords } from "../language/unknown-words.ts";
import { inOrderOfEnds } from "./between-ends.ts";
import { bind } from "./bind.ts";
import { compareFrames } from "./frames/compare.ts";
import { countFrames } from "./frames/counts.ts";
import { deniesTwice, type Frame } from "./frames/frame.ts";
import { groupStatus } from "./frames/groups.ts";
import { joiningFrames } from "./frames/joining.ts";
import { listFrames } from "./frames/lists.ts";
import { membershipFrames } from "./frames/membership.ts";
import { metaFrames } from "./frames/meta.ts";
import { milestoneFrames } from "./frames/milestones.ts";
import { orderFrames } from "./frames/order.ts";
import { participationFrames } from "./frames/participation.ts";
import { placeFrames } from "./frames/places.ts";
import { prospectFrames } from "./frames/prospects.ts";
import { refuted } from "./frames/refuted.ts";
import { signatureFrames } from "./frames/signature.ts";
import { signerFrames } from "./frames/signers.ts";
import { statusFrames } from "./frames/status.ts";
import { topicFrames } from "./frames/topics.ts";
import { leavesOpen } from "./leaves-open.ts";
import type { Query } from "./query.ts";
import { emptyReading, type Reading } from "./reading.ts";
import { sealed } from "./shape.ts";

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
  ...statusFrames,
  ...signatureFrames,
  ...prospectFrames,
  ...signerFrames,
  groupStatus,
  ...orderFrames,
  ...placeFrames,
  ...compareFrames,
  ...listFrames,
  ...countFrames,
  ...membershipFrames,
  ...topicFrames,
  ...joiningFrames,
  ...milestoneFrames,
  ...participationFrames,
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
  const open = ambiguousIn(tokens, unknown, lexicon);
  if (open !== null) return [closest(tokens, lexicon, unknown, [open])];
  const known = readIn(asked, (index) => unknown[index] === 0, segment);
  if (known.length > 0) return known;
  const budget = repairBudget(tokens.length);
  const near: Near = new Map();
  const isMendable = (index: number) => (unknown[index] ?? 0) <= budget;
  const mended =
    budget === 0
      ? []
      : readIn(asked, isMendable, (words, of, language) => segmentMended(words, of, language, near));
  return mended.length > 0 ? mended : [closest(tokens, lexicon, unknown)];
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
  for (let index = 0; index < lexicon.languages.length; index += 1) {
    // Names alone mean the same in all languages.
    if (!isCandidate(index) || complete[0]?.owners) continue;
    const segmented = segmenting(tokens, lexicon, index);
    if (!segmented) continue;
    const reading = inOrderOfEnds(bind(segmented.terms, today, knowledge.milestones), knowledge);
    const queries = queriesOf(reading, knowledge);
    complete.push(interpretation(tokens, lexicon, index, segmented, reading, queries));
  }
  return complete;
}

/** What is left to say of a question that no language explains: its words, unbound, where most are known. */
function closest(
  tokens: readonly Token[],
  lexicon: Lexicon,
  unknown: readonly number[],
  [first = 0, ...others]: readonly number[] = lexicon.languages.map((_code, index) => index),
): Interpretation {
  let best = first;
  let segmented = split(tokens, lexicon, best);
  for (const index of others) {
    if ((unknown[index] ?? 0) >= segmented.unexplained.length) continue;
    const other = split(tokens, lexicon, index, segmented.unexplained.length);
    if (other.unexplained.length < segmented.unexplained.length) {
      best = index;
      segmented = other;
    }
  }
  const reading = sealed({ ...emptyReading(), loose: [...segmented.terms] });
  return interpretation(tokens, lexicon, best, segmented, reading, []);
}

function interpretation(
  tokens: readonly Token[],
  { languages }: Lexicon,
  index: number,
  { terms, unexplained }: Segmented,
  reading: Reading,
  queries: readonly Query[],
): Interpretation {
  const language = languages[index];
  if (!language) throw new Error("The knowledge has no language to read a question in.");
  const repaired: Array<Interpretation["repaired"][number]> = [];
  let owned = 0;
  let namesAlone = true;
  for (const term of terms) {
    const [token] = term.tokens;
    if (term.repairedTo && token) repaired.push({ raw: token.raw, word: term.repairedTo });
    if ((term.owners & (1 << index)) !== 0) owned += term.tokens.length;
    if ((term.kinds & ~NAME) !== 0) namesAlone = false;
  }
  const owners = namesAlone ? ownersOf(terms, languages) : null;
  return { language, reading, queries, unexplained, repaired, tokens: tokens.length, owned, owners };
}

const NAME = KIND.country | KIND.bloc | KIND.signer | KIND.day;

/** The languages to which all the names belong. */
function ownersOf(terms: readonly Term[], languages: Lexicon["languages"]): Lexicon["languages"] {
  return languages.filter((_code, index) =>
    terms.every((term) => term.owners === 0 || (term.owners & (1 << index)) !== 0),
  );
}

/** Every query that some kind of question makes of the reading: gate (d) wants exactly one. */
export function queriesOf(reading: Reading, knowledge: KnowledgeBase): readonly Query[] {
  if (reading.stray.length > 0 || deniesTwice(reading) || leavesOpen(reading, knowledge)) return [];
  const queries: Query[] = [];
  for (const frame of FRAMES) {
    const asked = frame(reading, knowledge);
    const query = asked && reading.refuted ? refuted(asked) : asked;
    if (query) queries.push(query);
  }
  if (queries.length < 2) return queries;
  return [...new Map(queries.map((query) => [JSON.stringify(query), query])).values()];
}
