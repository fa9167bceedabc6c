import type { KnowledgeBase } from "../knowledge/knowledge-base.ts";
import type { LanguageCode } from "../knowledge/schema/values.ts";
import type { QuestionWords } from "../wording/sentences.ts";
import { wordingOf } from "../wording/wording-of.ts";

/** Five questions that show what can be asked, in one language; the countries are those the knowledge has. */
export function exampleQuestions(knowledge: KnowledgeBase, language: LanguageCode): readonly string[] {
  const latest = [...knowledge.signatories.keys()].at(-1);
  const missing = [...knowledge.absences.keys()].find((code) => !knowledge.signatories.has(code));
  const ofCountries: readonly QuestionWords[] = [
    ...(latest ? [{ id: "ask-when", args: { country: latest } } as const] : []),
    ...(missing ? [{ id: "ask-status", args: { country: missing } } as const] : []),
  ];
  const { say } = wordingOf(knowledge, language);
  return [{ id: "ask-list", args: {} } as const, ...ofCountries, ...GENERAL].map((words) => say(words));
}

const GENERAL: readonly QuestionWords[] = [
  { id: "ask-latest", args: {} },
  { id: "ask-aims", args: {} },
];
