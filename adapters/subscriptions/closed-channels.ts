import type { KnowledgeBase } from "../../src/knowledge/knowledge-base.ts";
import { remark } from "../../src/questions/answer.ts";
import { compose } from "../../src/wording/compose.ts";
import { wordingOf } from "../../src/wording/wording-of.ts";
import type { ChannelClosed } from "../announcements/results.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { RunningPlatform } from "../platform.ts";
import type { Store } from "../store/store.ts";

export interface ClosedChannelsDeps {
  readonly subscriptions: Pick<Store["subscriptions"], "pauseDead">;
  readonly knowledge: () => KnowledgeBase;
  readonly clock: Pick<Clock, "now">;
  readonly log: Log;
}

/**
 * Pauses a channel that takes no posts any more, and tells whoever subscribed it: once a pause, for only a
 * channel that was not paused is told of. The message is on its way when this resolves; a send waits for none.
 */
export function createClosedChannels(
  { subscriptions, knowledge, clock, log }: ClosedChannelsDeps,
  { tell, command }: Pick<RunningPlatform, "tell" | "command">,
): ChannelClosed {
  const tellSubscriber = async (person: string, channel: string, words: ReturnType<typeof compose>) => {
    const told = await tell(person, { words, channel });
    if (told) log.info({ channel }, "announcements: who subscribed the channel was told that it is paused");
    else
      log.warn({ channel }, "announcements: who subscribed the channel could not be told that it is paused");
  };
  return async (platform, channel, reason) => {
    const paused = await subscriptions.pauseDead(platform, channel, reason, clock.now());
    if (!paused) return;
    log.warn({ platform, channel, reason }, "announcements: the channel is paused, posting there fails");
    const known = knowledge();
    const sentence = remark({ id: "told-closed", args: { reason, command: [`${command} resume`] } });
    const words = compose([sentence], wordingOf(known, paused.language), known.asOf);
    void tellSubscriber(paused.subscriber, channel, words);
  };
}
