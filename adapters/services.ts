import { createConversations } from "../src/conversation/conversations.ts";
import { createRateLimit } from "../src/conversation/rate-limit.ts";
import { createSeen } from "../src/conversation/seen.ts";
import type { Rollcall } from "../src/rollcall.ts";
import { commandWords } from "../src/wording/command-words.ts";
import { installWords } from "../src/wording/install-words.ts";
import type { Scheduler } from "./announcements/scheduler.ts";
import type { Clock } from "./clock.ts";
import { createBackground } from "./conversation/background.ts";
import type { KnownSettings } from "./conversation/channel-settings.ts";
import { createConverse } from "./conversation/converse.ts";
import { createHome } from "./conversation/home.ts";
import { createOpinions } from "./conversation/opinions.ts";
import { createQuestionLog } from "./conversation/question-log.ts";
import { createRecollection } from "./conversation/recollection.ts";
import { createSharing } from "./conversation/sharing.ts";
import { createUnanswered } from "./conversation/unanswered.ts";
import { wordsIn } from "./conversation/words-in.ts";
import type { Log } from "./log.ts";
import type { ChatServices } from "./platform.ts";
import type { ConversationStore } from "./store/conversation-store.ts";
import type { Curation } from "./store/curation.ts";
import type { Store } from "./store/store.ts";

export interface ChatServicesDeps {
  /** The core in force: a question keeps the one it began with. */
  readonly current: () => Rollcall;
  /** Null when it could not be opened: then this process remembers for itself. */
  readonly conversations: ConversationStore | null;
  readonly curation: Curation;
  readonly subscriptions: Pick<Store["subscriptions"], "ofWorkspace">;
  readonly settings: Pick<KnownSettings, "of">;
  readonly manage: ChatServices["manage"];
  /** Questions that a person may ask in a minute; 0 for any number. */
  readonly ratePerMinute: number;
  readonly keepUnanswered: boolean;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly log: Log;
}

/** What all chat platforms share, and how it ends. */
export interface RunningServices {
  readonly services: ChatServices;
  /** Waits for all that is still to be written. */
  stop(): Promise<void>;
}

export function createChatServices(deps: ChatServicesDeps): RunningServices {
  const { current, curation, settings, manage, clock, scheduler, log } = deps;
  const background = createBackground(log);
  const seen = createSeen();
  const recollection = createRecollection({
    store: deps.conversations,
    conversations: createConversations(),
    scheduler,
    log,
  });
  const note = createQuestionLog(log);
  const keep = deps.keepUnanswered ? createUnanswered({ curation, background, clock }) : null;
  const converse = createConverse({
    ...{ current, recollection, seen, settings, clock },
    limit: createRateLimit(deps.ratePerMinute),
    answered(asked) {
      note(asked);
      keep?.(asked);
    },
    keepsUnanswered: deps.keepUnanswered,
  });
  const knowledge = () => current().knowledge;
  return {
    services: {
      ...converse,
      ...createOpinions({ curation, recollection, background, knowledge, clock, log }),
      ...createSharing({ recollection, seen, clock }),
      chatIn: (locale) => wordsIn(knowledge(), locale),
      installIn: (accepted) => installWords(knowledge(), accepted),
      commandWords: (locale) => commandWords(knowledge(), locale),
      home: createHome({ subscriptions: deps.subscriptions, knowledge, clock, log }),
      settingsOf: settings.of,
      manage,
      first: (key) => seen.first(key, clock.now()),
      completeCountry: (typed, locale) => current().completeCountry(typed, locale),
      log,
    },
    async stop() {
      await background.settled();
      await recollection.stop();
    },
  };
}
