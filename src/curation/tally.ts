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

type Counted = Omit<Unanswered, "users"> & { readonly users: Set<string> };

const OUTCOMES: ReadonlyArray<Unanswered["outcome"]> = [
  "clarify",
  "not-understood",
  "off-topic",
  "not-on-record",
];

/** One entry for each wording of a question; what the knowledge has no language for any more is left out. */
export async function tally(
  kept: AsyncIterable<Refused>,
  knowledge: KnowledgeBase,
): Promise<readonly Unanswered[]> {
  const counted = new Map<string, Counted>();
  for await (const { question, language: code, outcome: kind, user } of kept) {
    const text = question.trim();
    const language = supportedLanguage(knowledge, code);
    const outcome = OUTCOMES.find((one) => one === kind);
    if (!language || !outcome) continue;
    const key = JSON.stringify([language, outcome, text]);
    const { count, users } = counted.get(key) ?? { count: 0, users: new Set() };
    counted.set(key, { text, language, outcome, count: count + 1, users: users.add(user) });
  }
  return [...counted.values()].map((one) => ({ ...one, users: [...one.users] }));
}
