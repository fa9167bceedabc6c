import type { KnowledgeBase } from "../knowledge/knowledge-base.ts";
import { type Names, slug } from "../knowledge/schema/values.ts";
import { tokenise } from "../language/tokenise.ts";
import { oncePer } from "../questions/evaluate/once-per.ts";
import type { Query } from "../questions/query.ts";
import type { Reply } from "../questions/reply.ts";

/** What people write where the bot listens without being spoken to: in a thread it is in, or anywhere in a channel. */
export interface Remark {
  readonly text: string;
  readonly address: "followed" | "overheard";
}

/**
 * Whether the bot may speak although nobody spoke to it; if in doubt it is silent.
 *
 * Ask what is overheard without the turn before: `reply` must stand by itself.
 */
export function isCertain(reply: Reply, { text, address }: Remark, knowledge: KnowledgeBase): boolean {
  return address === "followed" ? goesOn(reply, text) : isForTheBot(reply, text, knowledge);
}

/**
 * In a thread: what it can answer, if it is asked or stands by itself: "so when will it be" may be about lunch.
 * To people who talk to each other it says neither thanks nor that it does not understand.
 */
function goesOn({ outcome, query, asTyped }: Reply, text: string): boolean {
  if (!query || query.op === "courtesy" || !(asTyped || isQuestion(text))) return false;
  return outcome === "answered" || outcome === "not-on-record";
}

/** In a channel: a whole question, understood as it was typed, that can be about nothing else. */
function isForTheBot({ outcome, query, asTyped }: Reply, text: string, knowledge: KnowledgeBase): boolean {
  if (outcome !== "answered" || !query || !asTyped || !isQuestion(text)) return false;
  if (OF_ITSELF.has(query.op)) return false;
  const words = said(text);
  const { initiative, declaration } = namesOf(knowledge);
  if (SHORT_NAME.test(words) || initiative.some((name) => words.includes(name))) return true;
  return OF_SIGNING.has(query.op) && declaration.some((name) => words.includes(name));
}

/** What anyone can be asked: "what are the sources?", "how are you?" */
const OF_ITSELF: ReadonlySet<Query["op"]> = new Set(["courtesy", "sources", "freshness"]);

/** "Is the declaration binding?" can mean any declaration; "has Norway signed the declaration?" hardly does. */
const OF_SIGNING: ReadonlySet<Query["op"]> = new Set([
  "status",
  "group-status",
  "when",
  "rank",
  "at-rank",
  "neighbour",
  "list",
  "only",
  "count",
  "compare",
  "gap",
  "earliest-of",
  "signer",
  "person",
  "place",
]);

/** `1+MG`, `1MG` and `B1MG` name nothing else. */
const SHORT_NAME = / b?1\+?mg/;
const DECLARATION = slug.parse("declaration");

interface NamesSaid {
  /** Names that nothing else has: they speak of genomes. */
  readonly initiative: readonly string[];
  /** Names that other things have as well: "the declaration". */
  readonly declaration: readonly string[];
}

const namesOf = oncePer(({ initiative, topics, languages }: KnowledgeBase): NamesSaid => {
  const packs = [...languages.values()].flatMap(({ names }) => (names ? [names] : []));
  const declaration = [
    ...listed(topics.get(DECLARATION)?.names ?? {}),
    ...packs.flatMap(({ topics: named }) => named[DECLARATION] ?? []),
  ].map(said);
  const all = [...listed(initiative.names), ...packs.flatMap((names) => names.declaration)].map(said);
  return { initiative: all.filter((name) => name.includes("genom")), declaration };
});

function listed(names: Names): readonly string[] {
  return Object.values(names).flatMap((list) => list ?? []);
}

/** Its words, folded, with a space around each. */
function said(text: string): string {
  return ` ${tokenise(text)
    .map((token) => token.text)
    .join(" ")} `;
}

function isQuestion(text: string): boolean {
  return /\?[\s\p{P}\p{Emoji_Presentation}]*$/u.test(text);
}
