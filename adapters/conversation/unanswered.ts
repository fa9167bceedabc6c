import { isRefusal } from "../../src/questions/reply.ts";
import type { Clock } from "../clock.ts";
import type { Curation } from "../store/curation.ts";
import type { Background } from "./background.ts";
import type { Asked } from "./converse.ts";
import { askerKey } from "./ids.ts";

export interface UnansweredDeps {
  readonly curation: Pick<Curation, "keepUnanswered">;
  readonly background: Background;
  readonly clock: Pick<Clock, "now">;
}

/** Keeps the questions that the bot refused, for whoever cares for its knowledge. */
export function createUnanswered({ curation, background, clock }: UnansweredDeps): (asked: Asked) => void {
  return ({ id, heard, text: question, reply: { outcome, language } }) => {
    if (!isRefusal(outcome)) return;
    const user = askerKey(heard.asker);
    const row = { id, user, at: clock.now(), question, language, outcome };
    background.run("unanswered question", () => curation.keepUnanswered(row));
  };
}
