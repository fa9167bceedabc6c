import type { KnowledgeBase } from "../../knowledge/knowledge-base.ts";
import type { Aspect } from "../../knowledge/schema/topic.ts";
import type { Slug } from "../../knowledge/schema/values.ts";
import { cueSet, isEmpty, without } from "../../language/cue-set.ts";
import type { Cue } from "../../language/cues.ts";
import type { Term } from "../../language/term.ts";
import { isPastKnown } from "../frames/membership.ts";
import { DECLARED } from "../frames/topics.ts";
import type { Query } from "../query.ts";
import { hasCue, type Mention, type Reading, says, saysAny } from "../reading.ts";
import type { Turn } from "../reply.ts";
import { fits, sealed, shape } from "../shape.ts";
import { askFurther } from "./ask-further.ts";
import { narrow } from "./narrow.ts";
import { LEADING, replaceSlot } from "./replace-slot.ts";

const QUESTION_WORDS: readonly Cue[] = [
  "when",
  "why",
  "where",
  "who",
  "which",
  "many",
  "position",
  "how",
  "not",
  "other",
  "doubt",
  "future",
  "earlier",
  "later",
];

const BARE = shape({ needs: [QUESTION_WORDS], may: [...QUESTION_WORDS, ...LEADING] });
const CONTINUING = shape({
  may: [...LEADING, "only", "country"],
  slots: [
    "countries",
    "signedFor",
    "blocs",
    "within",
    "relations",
    "ranks",
    "extreme",
    "topics",
    "milestones",
  ],
});

/** Whether a question leaves out so much that it only makes sense after another: "and Sweden?", "when did they?" */
export function isElliptic(reading: Reading): boolean {
  return (
    fits(reading, BARE) ||
    fits(reading, CONTINUING) ||
    hasCue(reading.loose[0], "same-for") ||
    hasCue(reading.loose[0], "and") ||
    saysAny(reading, ["it", "they"])
  );
}

const GOING_ON = cueSet(["and", "same-for"]);

/** "And Sweden?": opens like a follow-up and names only what is new. */
export function isContinuation(reading: Reading): boolean {
  return hasCue(reading.loose[0], GOING_ON) && fits(reading, CONTINUING);
}

/** What a follow-up is read with. */
export interface Conversation {
  readonly previous: Turn;
  readonly knowledge: KnowledgeBase;
  readonly read: (reading: Reading) => readonly Query[];
}

/**
 * The last query of the conversation, changed as the new question asks: another country, date, rank, bloc or
 * aspect, a bare "when?", or a pronoun for what the last answer was about. Null when it is no follow-up.
 */
export function followUp(reading: Reading, given: Conversation): Query | null {
  const { query } = given.previous;
  // After "really?" it goes on with what was doubted.
  const doubted = query.op === "sources" ? query.of : null;
  const conversation = doubted ? { ...given, previous: { ...given.previous, query: doubted } } : given;
  const found =
    narrow(reading, conversation.previous, conversation.knowledge) ??
    replaceSlot(reading, conversation.previous) ??
    askFurther(reading, conversation) ??
    fillPronoun(reading, conversation) ??
    askTopic(reading, conversation);
  return found && asksUnknownPast(found, conversation) ? null : found;
}

/** "And in EFTA?" after "was the UK in the EU?": of its past members nothing is on record. */
function asksUnknownPast(query: Query, { knowledge }: Conversation): boolean {
  if (query.op !== "membership" || query.at.kind !== "ever") return false;
  return !isPastKnown(query.countries, query.bloc, knowledge);
}

/** "When did it sign?", "is it in the EU?", "did they sign before Hungary?": the countries of the last answer. */
function fillPronoun(
  reading: Reading,
  { previous: { query, focus }, read, knowledge }: Conversation,
): Query | null {
  if (!saysAny(reading, ["it", "they"]) || reading.countries.length > 0 || focus.length === 0) return null;
  if (movesElsewhere(reading, query, knowledge)) return null;
  const mentions = focus.map((code): Mention => ({ code, part: null, repairedTo: null }));
  const forWhom = says(reading, "for") && saysAny(reading, ["who", "person"]);
  const loose = reading.loose.filter((term) => !(forWhom && hasCue(term, "for"))).flatMap(withoutPronoun);
  const filled = forWhom
    ? { ...reading, loose, signedFor: mentions }
    : { ...reading, loose, topics: joinedTopics(reading, query), countries: mentions };
  const [found, ...more] = read(sealed(filled));
  return found && more.length === 0 ? found : null;
}

/** "When did it join?" after "is Norway in the EU?", "when did they join?" after "which countries are in GDI?" */
function movesElsewhere(reading: Reading, last: Query, { topics }: KnowledgeBase): boolean {
  if (saysAny(reading, ["sign", "signatory", "declaration"])) return false;
  if (last.op === "membership") return saysAny(reading, ["withdraw", "join"]);
  return last.op === "topic" && says(reading, "join") && last.topics.some((id) => topics.get(id)?.project);
}

/** "When did it join?" after "is Norway in GDI?": what one joins is the project. */
function joinedTopics(reading: Reading, last: Query): Reading["topics"] {
  const joins = says(reading, "join") && !saysAny(reading, ["sign", "signatory", "declaration"]);
  return last.op === "participation" && joins && reading.topics.length === 0
    ? [last.project]
    : reading.topics;
}

const PRONOUN = cueSet(["it", "they", "tag"]);

/** The pronoun is told by now; a verb that it is written with stays: "était-il", "lo hará". */
function withoutPronoun(term: Term): Term[] {
  if (!hasCue(term, "it") && !hasCue(term, "they")) return [term];
  const cues = without(term.cues, PRONOUN);
  return isEmpty(cues) ? [] : [{ ...term, cues }];
}

const OTHER_TOPIC = shape({ may: LEADING, slots: ["topics", "milestones"] });

/** "Who coordinates it?" and "and B1MG?" after "what is GDI?" */
function askTopic(reading: Reading, { previous: { query }, read, knowledge }: Conversation): Query | null {
  if (query.op !== "topic" || query.aspect === "difference") return null;
  // "Why not?" after "is it binding?" asks for the reason of that.
  if (says(reading, "why") && says(reading, "not")) return null;
  if (reading.topics.length > 0) return otherTopic(reading, query.aspect, knowledge);
  if (says(reading, "sign")) return asksWhoSigned(reading, query.topics, read);
  const topics = query.topics.filter((id) => knowledge.topics.has(id));
  const loose = reading.loose.filter((term) => !hasCue(term, "and"));
  const [found, ...more] = read(sealed({ ...reading, topics, loose }));
  if (!found || more.length > 0) return null;
  // "Is Norway in it?"
  if (found.op === "participation") return found;
  return found.op === "topic" && found.aspect !== "definition" ? found : null;
}

/** "Who signed it?" after "what is the declaration?"; nobody signs anything else. */
function asksWhoSigned(reading: Reading, topics: readonly Slug[], read: Conversation["read"]): Query | null {
  if (!says(reading, "it") || !topics.every((id) => DECLARED.has(id))) return null;
  const [found, ...more] = read(sealed({ ...reading, loose: reading.loose.flatMap(withoutPronoun) }));
  return found && more.length === 0 ? found : null;
}

function otherTopic(reading: Reading, aspect: Aspect, { topics }: KnowledgeBase): Query | null {
  const [topic, ...more] = new Set(reading.topics);
  if (!topic || more.length > 0 || !fits(reading, OTHER_TOPIC)) return null;
  // "What is GDI?" is whole, "what about GDI?" is not.
  if (says(reading, "what") && !saysAny(reading, ["and", "about"])) return null;
  const told = topics.get(topic)?.facts[aspect];
  return { op: "topic", topics: [topic], aspect: told ? aspect : "definition" };
}
