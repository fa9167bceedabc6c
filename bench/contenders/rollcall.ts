import type { Reply } from "../../src/questions/reply.ts";
import { createRollcall } from "../../src/rollcall.ts";
import { countriesIn, isRefused } from "../questions.ts";
import { realKnowledge, TODAY } from "../setting.ts";
import { createUnderstand, type Understood } from "../understand.ts";
import { type Contender, type Load, REFUSED } from "./contender.ts";

/** Interpret, decide and evaluate, without wording. */
export const loadUnderstand: Load = async () => {
  const understand = createUnderstand(await realKnowledge(), TODAY);
  const contender: Contender<Understood | null> = {
    run: (text) => understand(text, null),
    guess: (found) =>
      found ? { op: found.query.op, countries: countriesIn(found.query), score: 1 } : REFUSED,
  };
  return contender;
};

/** The whole of `ask`. */
export const loadAsk: Load = async () => {
  const rollcall = createRollcall(await realKnowledge());
  const contender: Contender<Reply> = {
    run: (text) => rollcall.ask(text, { today: TODAY }),
    guess: ({ query, outcome }) =>
      query && !isRefused(outcome) ? { op: query.op, countries: countriesIn(query), score: 1 } : REFUSED,
  };
  return contender;
};
