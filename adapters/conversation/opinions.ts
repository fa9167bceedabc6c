import type { KnowledgeBase } from "../../src/knowledge/knowledge-base.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { ChatServices } from "../platform.ts";
import type { Curation } from "../store/curation.ts";
import type { Background } from "./background.ts";
import { askerKey } from "./ids.ts";
import type { Recollection } from "./recollection.ts";
import { wordsIn } from "./words-in.ts";

export interface OpinionsDeps {
  readonly curation: Pick<Curation, "rate" | "wish" | "forget">;
  readonly recollection: Pick<Recollection, "find" | "forget">;
  readonly background: Background;
  readonly knowledge: () => KnowledgeBase;
  readonly clock: Pick<Clock, "now">;
  readonly log: Log;
}

/** What a person can say about an answer, and have forgotten. */
export function createOpinions(deps: OpinionsDeps): Pick<ChatServices, "rate" | "wish" | "forget"> {
  const { curation, recollection, background, clock, log } = deps;
  return {
    async rate({ id, asker, locale }, helpful) {
      const question = await recollection.find(id);
      const rating = { id, user: askerKey(asker), at: clock.now(), helpful };
      const about = { question: question?.text ?? null, language: question?.language ?? null };
      background.run("feedback", () => curation.rate({ ...rating, ...about }));
      return wordsIn(deps.knowledge(), question?.language ?? locale).feedbackKept;
    },
    async wish({ id, asker, locale }) {
      const question = await recollection.find(id);
      if (!question) return wordsIn(deps.knowledge(), locale).questionForgotten;
      const { text, language } = question;
      const wish = { id, user: askerKey(asker), at: clock.now(), question: text, language };
      background.run("wish", () => curation.wish(wish));
      return wordsIn(deps.knowledge(), language).willTell;
    },
    async forget({ asker, locale }) {
      const user = askerKey(asker);
      try {
        // What is still being written would be kept after all.
        await background.settled();
        const questions = await recollection.forget(user);
        const { unanswered, ratings, wishes } = await curation.forget(user);
        return wordsIn(deps.knowledge(), locale).forgot(Math.max(questions, unanswered) + ratings + wishes);
      } catch (error) {
        log.warn({ reason: String(error) }, "forget: not all of a person could be dropped");
        return wordsIn(deps.knowledge(), locale).forgetLater;
      }
    },
  };
}
