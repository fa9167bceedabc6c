import type { KnowledgeBase } from "../../src/knowledge/knowledge-base.ts";
import { homeWords } from "../../src/wording/home-words.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { ChatServices } from "../platform.ts";
import type { Store } from "../store/store.ts";
import { spokenLanguage } from "./words-in.ts";

export interface HomeDeps {
  readonly subscriptions: Pick<Store["subscriptions"], "ofWorkspace">;
  readonly knowledge: () => KnowledgeBase;
  readonly clock: Pick<Clock, "now">;
  readonly log: Log;
}

/** What a page about the bot shows in one workspace; without the store, all but its channels. */
export function createHome({ subscriptions, knowledge, clock, log }: HomeDeps): ChatServices["home"] {
  return async ({ platform, workspace, locale }) => {
    const known = knowledge();
    const words = homeWords(known, spokenLanguage(known, locale));
    const found = await subscriptions.ofWorkspace(platform, workspace).catch((error: unknown) => {
      log.warn({ reason: String(error) }, "home: the channels of a workspace could not be read");
      return null;
    });
    const channels = found
      ?.filter(({ kinds }) => kinds.length > 0)
      .map((one) => ({ channel: one.channel, gets: words.subscriptions.channel(one, clock.now()) }));
    return { words, channels: channels ?? null };
  };
}
