import type { Facts, Reply } from "../questions/reply.ts";

/** What a question of a corpus should come to. */
export interface Expectation {
  /** An outcome, or `refused` for any way of not answering. */
  readonly outcome: Reply["outcome"] | "refused";
  /** Only the facts that matter; lists are compared without order. */
  readonly facts?: Partial<Readonly<Record<keyof Facts, unknown>>> | undefined;
  /** Part of the query that must have been read. */
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  readonly language?: string | undefined;
}

/** right; refused though it should have been answered; or wrong, which is worse. */
export type Judgement = "right" | "refused" | "wrong";

const REFUSALS: ReadonlySet<string> = new Set(["clarify", "not-understood", "off-topic"]);

/** Compares a reply with what was expected of it. A refusal worded for another reason is still a refusal. */
export function judge(reply: Reply, expected: Expectation): Judgement {
  const refused = REFUSALS.has(reply.outcome);
  if (expected.outcome === "refused" || REFUSALS.has(expected.outcome)) return refused ? "right" : "wrong";
  if (refused) return "refused";
  return agrees(reply, expected) ? "right" : "wrong";
}

function agrees(reply: Reply, { outcome, language, facts, query }: Expectation): boolean {
  return (
    reply.outcome === outcome &&
    (language === undefined || reply.language === language) &&
    factsAgree(reply.facts, facts ?? {}) &&
    contains(reply.query, query ?? {})
  );
}

function factsAgree(facts: Facts, expected: NonNullable<Expectation["facts"]>): boolean {
  const given: Readonly<Record<string, unknown>> = { ...facts };
  return Object.entries(expected).every(([key, value]) => sameValue(given[key], value, key !== "range"));
}

function sameValue(a: unknown, b: unknown, unordered: boolean): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return JSON.stringify(a) === JSON.stringify(b);
  const [left, right] = unordered ? [a.map(String).sort(), b.map(String).sort()] : [a, b];
  return JSON.stringify(left) === JSON.stringify(right);
}

/** Whether every key of `part` stands in `whole` with the same value, or names one of its values. */
function contains(whole: unknown, part: Readonly<Record<string, unknown>>): boolean {
  if (typeof whole !== "object" || whole === null) return Object.keys(part).length === 0;
  const given: Readonly<Record<string, unknown>> = { ...whole };
  return Object.entries(part).every(([key, value]) => {
    if (key === "topic") return Array.isArray(given["topics"]) && given["topics"].includes(value);
    return JSON.stringify(given[key]) === JSON.stringify(value);
  });
}
