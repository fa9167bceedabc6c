import type { Conversations } from "../src/conversation/conversations.ts";
import type { Seen } from "../src/conversation/seen.ts";
import { type CountryCode, countryCode } from "../src/knowledge/schema/values.ts";
import { COUNTRY_NAMES } from "../src/language/names.generated.ts";
import { EVERYONE, type Query } from "../src/questions/query.ts";
import type { Reply } from "../src/questions/reply.ts";
import type { Rollcall } from "../src/rollcall.ts";
import type { Clock } from "./clock.ts";
import type { Log } from "./log.ts";
import type { ChatServices, Heard } from "./platform.ts";

export interface ChatServicesDeps {
  /** The core in force: a question keeps the one it began with. */
  readonly current: () => Rollcall;
  readonly conversations: Conversations;
  readonly seen: Seen;
  readonly manage: ChatServices["manage"];
  readonly clock: Clock;
  readonly log: Log;
}

/** What all chat platforms share: answers, the thread of each conversation, and what was heard before. */
export function createChatServices(deps: ChatServicesDeps): ChatServices {
  const { current, conversations, seen, manage, clock, log } = deps;

  /** What a person picks from a menu opens or goes on with a conversation as a question does. */
  const answer = (query: Query, { conversation, locale }: Omit<Heard, "text">): Reply => {
    const reply = current().answer(query, { today: clock.today(), language: locale ?? null });
    conversations.remember(conversation, reply.turn, clock.now());
    return reply;
  };

  return {
    ask({ conversation, text, locale }) {
      const previous = conversations.recall(conversation, clock.now());
      const context = { today: clock.today(), previous, language: locale ?? null };
      const reply = current().ask(text, context);
      conversations.remember(conversation, reply.turn, clock.now());
      return reply;
    },
    askCountry(code, heard) {
      const country = countryOf(code);
      if (!country) return null;
      return answer({ op: "status", countries: [country], signed: true, within: null, claim: false }, heard);
    },
    askList: (heard) => answer({ op: "list", filter: EVERYONE }, heard),
    manage,
    first: (key) => seen.first(key, clock.now()),
    completeCountry: (typed, locale) => current().completeCountry(typed, locale),
    log,
  };
}

/** The country of an ISO 3166-1 alpha-2 code that a menu or a person gave, if there is one. */
function countryOf(code: string): CountryCode | null {
  const parsed = countryCode.safeParse(code.toUpperCase());
  return parsed.success && Object.hasOwn(COUNTRY_NAMES, parsed.data) ? parsed.data : null;
}
