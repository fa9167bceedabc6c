import type { Threat } from "./threats.ts";

const CONVERSE = "adapters/conversation/converse.ts";
const TEST = "test/conversation/converse.test.ts";

export const CONVERSATION_THREATS: readonly Threat[] = [
  {
    attack: "a message is delivered again, with or without retry headers, to this process or another",
    defence: "each is taken once, in the store",
    file: CONVERSE,
    replace: "if (!(await recollection.take(question, counts ? reply.turn : null))) return null;",
    by: "await recollection.take(question, counts ? reply.turn : null);",
    test: { file: TEST, name: "answer a message once, whichever process hears it, and however often" },
  },
  {
    attack: "the same while nothing can be kept",
    defence: "each process knows the keys it has seen",
    ...{
      file: CONVERSE,
      replace: " || !isFirst(heard, clock.now())) return null;",
      by: ") return null;",
    },
    test: { file: TEST, name: "answer a message once when nothing can be kept" },
  },
  {
    attack: "someone asks without pause and holds the bot up, or fills a channel",
    defence: "30 questions a minute a person, one polite word, then silence (`RATE_LIMIT_PER_MINUTE`)",
    ...{ file: CONVERSE, replace: 'if (limited === "told-already") return null;', by: "" },
    test: { file: TEST, name: "tell who asks too fast so once, and answer again after a while" },
  },
  {
    attack: "one answer is shared through two processes of the bot",
    defence: "that it is shown to all is noted in the store first",
    ...{
      file: "adapters/conversation/sharing.ts",
      replace: " && (await recollection.share(id, now))",
      by: "",
    },
    test: {
      file: "test/conversation/again.test.ts",
      name: "is there once, whichever process is asked, until it is given back",
    },
  },
  {
    attack: "what someone asked stays where they do not want it",
    defence: "`/forget` removes all that is kept of a person, and nothing of another",
    file: "adapters/conversation/opinions.ts",
    replace: "await curation.forget(user)",
    by: 'await curation.forget("nobody")',
    test: { file: TEST, name: "forget everything of a person, and nothing of another" },
  },
];
