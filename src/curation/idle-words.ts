import type { KnowledgeBase } from "../knowledge/knowledge-base.ts";
import { fold } from "../language/fold.ts";
import type { IsIdle } from "./cluster.ts";

const IDLE = ["filler", "polite", "self", "aux", "be", "a"] as const;

/** The words of each language that say nothing of the matter, from its vocabulary. */
export function idleWords({ languages }: Pick<KnowledgeBase, "languages">): IsIdle {
  const idle = new Map(
    [...languages].map(([code, { vocabulary }]) => {
      const words = IDLE.flatMap((cue) => vocabulary.cues[cue] ?? []).map(fold);
      return [code, new Set(words.filter((word) => !word.includes(" ")))] as const;
    }),
  );
  return (word, language) => idle.get(language)?.has(word) ?? false;
}
