import { createLog } from "../../adapters/log.ts";
import type { ChatAnswer } from "../../adapters/platform.ts";
import { languageCode } from "../../src/knowledge/schema/values.ts";
import type { Composed } from "../../src/wording/compose.ts";
import { echoServices } from "../fixtures/chat-services.ts";
import { reply } from "./reply.ts";

type Change = Partial<Omit<ChatAnswer, "words">> & Partial<Composed>;

/** An answer with a source and nothing to press, unless `change` says otherwise. */
export function anAnswer({ text, sources, labels, ...change }: Change = {}): ChatAnswer {
  const said = reply();
  return {
    ...{ id: "an-answer", outcome: "answered", language: languageCode.parse("en"), chat },
    words: {
      ...{ text: text ?? said.text, sources: sources ?? said.sources, labels: labels ?? said.labels },
    },
    ...{ table: null, followUps: [], rateable: false, canTell: false },
    ...change,
  };
}

const chat = echoServices(() => reply(), createLog("silent")).chatIn("en");
