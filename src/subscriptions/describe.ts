import { NEWS_KINDS } from "../announcements/event.ts";
import type { RemarkWords } from "../wording/sentences.ts";
import { isPaused, type Subscription } from "./subscription.ts";

interface Telling {
  /** How commands begin on the platform; null to who may not use them. */
  readonly command: string | null;
  readonly now: number;
  /** True when this is so from now on. */
  readonly isNew: boolean;
}

/** The whole of what a channel gets, and of what it does not: an echo that leaves no guess. */
export function describeSubscription(
  subscription: Subscription | null,
  { command, now, isNew }: Telling,
): readonly RemarkWords[] {
  if (!subscription || subscription.kinds.length === 0) {
    const nothing = isNew ? "channel-unsubscribed" : "channel-gets-nothing";
    return [
      { id: nothing, args: {} },
      ...(command === null ? [] : [howTo("how-to-subscribe", [`${command} subscribe`])]),
    ];
  }
  const { kinds, language } = subscription;
  const missing = NEWS_KINDS.filter((kind) => !kinds.includes(kind));
  return [
    { id: isNew ? "channel-gets" : "channel-has", args: { kinds, language } },
    ...(missing.length > 0 ? [{ id: "channel-gets-not", args: { kinds: missing } } as const] : []),
    ...describePause(subscription, now),
    ...(command === null ? [] : [howTo("how-to-change", changes(command))]),
  ];
}

/** Nothing unless posts wait at `now`. */
export function describePause(subscription: Subscription, now: number): readonly RemarkWords[] {
  const { pause } = subscription;
  if (!pause || !isPaused(subscription, now)) return [];
  return [pauseWords(pause), { id: "pause-kept", args: {} }];
}

function pauseWords({ since, until, reason }: NonNullable<Subscription["pause"]>): RemarkWords {
  if (reason !== null) return { id: "channel-closed", args: { time: since, reason } };
  if (until === null) return { id: "channel-paused", args: {} };
  return { id: "channel-paused-until", args: { time: until } };
}

function howTo(id: "how-to-subscribe" | "how-to-change", command: readonly string[]): RemarkWords {
  return { id, args: { command } };
}

function changes(command: string): readonly string[] {
  return ["subscribe", "unsubscribe", "pause"].map((verb) => `${command} ${verb}`);
}
