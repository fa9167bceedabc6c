import type { KnowledgeBase } from "../../src/knowledge/knowledge-base.ts";
import { remark } from "../../src/questions/answer.ts";
import type { Subscription } from "../../src/subscriptions/subscription.ts";
import { compose } from "../../src/wording/compose.ts";
import { wordingOf } from "../../src/wording/wording-of.ts";
import type { ChannelClosed } from "../announcements/results.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { RunningPlatform } from "../platform.ts";
import type { Store } from "../store/store.ts";

export interface ClosedChannelsDeps {
  readonly subscriptions: Pick<Store["subscriptions"], "pauseDead" | "untold" | "told">;
  readonly knowledge: () => KnowledgeBase;
  readonly clock: Pick<Clock, "now">;
  readonly log: Log;
}

/** What is done about channels that take no posts any more. */
export interface ClosedChannels {
  /** The message to the subscriber is on its way when this resolves; a send waits for none. */
  readonly closed: ChannelClosed;
  /** Tells whoever an earlier process has not told, as it ended too early or could not. */
  tellRest(platform: string): Promise<void>;
}

/**
 * Pauses a channel that takes no posts any more, and tells whoever subscribed it: once a pause, for only a
 * channel that was not paused is told of. That somebody is to be told is in the store until it is done, so
 * that a process that ends in between leaves it to the next; one that ends right after it is told twice.
 */
export function createClosedChannels(
  { subscriptions, knowledge, clock, log }: ClosedChannelsDeps,
  { tell, command }: Pick<RunningPlatform, "tell" | "command">,
): ClosedChannels {
  const tellSubscriber = async (paused: Subscription) => {
    const { channel, subscriber, language, pause, workspace } = paused;
    const known = knowledge();
    const args = { reason: pause?.reason ?? "", command: [`${command} resume`] };
    const words = compose([remark({ id: "told-closed", args })], wordingOf(known, language), known.asOf);
    if (subscriber !== "" && (await tell(subscriber, { words, channel, workspace }))) {
      await subscriptions.told(paused);
      log.info({ channel }, "announcements: who subscribed the channel was told that it is paused");
    } else {
      log.warn({ channel }, "announcements: who subscribed the channel could not be told that it is paused");
    }
  };
  /** What fails here is tried again at the next start. */
  const tellLogged = (paused: Subscription) =>
    tellSubscriber(paused).catch((error: unknown) =>
      log.error(
        { channel: paused.channel, err: error },
        "announcements: a paused channel stays to be told of",
      ),
    );
  return {
    async closed(platform, channel, reason) {
      const paused = await subscriptions.pauseDead(platform, channel, reason, clock.now());
      if (!paused) return;
      log.warn({ platform, channel, reason }, "announcements: the channel is paused, posting there fails");
      void tellLogged(paused);
    },
    async tellRest(platform) {
      for (const paused of await subscriptions.untold(platform)) await tellLogged(paused);
    },
  };
}
