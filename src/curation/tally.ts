import type { KnowledgeBase } from "../knowledge/knowledge-base.ts";
import { supportedLanguage } from "../knowledge/supported-language.ts";
import type { Unanswered } from "./cluster.ts";

/** A question as it was kept when it was refused. */
export interface Refused {
  readonly question: string;
  readonly language: string;
  readonly outcome: string;
  readonly user: string;
}

const OUTCOMES: ReadonlyArray<Unanswered["outcome"]> = [
  "clarify",
  "not-understood",
  "off-topic",
  "not-on-record",
];

/** One entry for each wording of a question; what the knowledge has no language for any more is left out. */
export function tally(kept: readonly Refused[], knowledge: KnowledgeBase): readonly Unanswered[] {
  const counted = new Map<string, Unanswered>();
  for (const { question, language: code, outcome: kind, user } of kept) {
    const text = question.trim();
    const language = supportedLanguage(knowledge, code);
    const outcome = OUTCOMES.find((one) => one === kind);
    if (!language || !outcome) continue;
    const key = JSON.stringify([language, outcome, text]);
    const { count = 0, users = [] } = counted.get(key) ?? {};
    const known = users.includes(user) ? users : [...users, user];
    counted.set(key, { text, language, outcome, count: count + 1, users: known });
  }
  return [...counted.values()];
}
