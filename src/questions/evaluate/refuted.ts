import { type Answer, verdictWord } from "../answer.ts";
import { not } from "./three-valued.ts";

/** The answer to a claim turned round: "yes, that is false". */
export function refuted(answer: Answer): Answer {
  const { verdict } = answer.facts;
  if (verdict === null) return answer;
  const turned = not(verdict);
  const words = answer.sentences.filter(({ words: { id } }) => id !== verdict);
  return {
    ...answer,
    facts: { ...answer.facts, verdict: turned },
    sentences: [verdictWord(turned), ...words],
  };
}
