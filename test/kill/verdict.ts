import type { DeliveryCount } from "../../adapters/store/outbox.ts";
import type { Ground, Shown } from "./ground.ts";
import { CORRECTED, NEWS } from "./history.ts";

/** What is wrong after all lives of a bot; all lists are empty when nothing is. */
export interface Verdict {
  /** News that a channel did not get, or not all of it. */
  readonly lost: readonly string[];
  /** News that a channel got more than once. */
  readonly doubled: readonly string[];
  /** Channels that got it in another order than it happened. */
  readonly disordered: readonly string[];
  /** Deliveries that are left for a hand, or for ever under way. */
  readonly left: readonly string[];
}

/** Reads what stands in all channels, beside what the store says. */
export function judge(ground: Pick<Ground, "channels" | "shown">, counts: readonly DeliveryCount[]): Verdict {
  const found = ground.channels.map((channel) => judgeChannel(channel, ground.shown(channel)));
  const unsettled = counts.filter(({ state }) => state !== "sent");
  return {
    lost: found.flatMap(({ lost }) => lost),
    doubled: found.flatMap(({ doubled }) => doubled),
    disordered: found.flatMap(({ disordered }) => disordered),
    left: unsettled.map(({ state, count }) => `${count} ${state}`),
  };
}

export function isSound({ lost, doubled, disordered, left }: Verdict): boolean {
  return [lost, doubled, disordered, left].every((list) => list.length === 0);
}

/** The first message is Poland's, to be edited, with one note to it; after that, each piece of news once. */
function judgeChannel(channel: string, [poland, ...messages]: readonly Shown[]): Omit<Verdict, "left"> {
  const notes = messages.filter(({ replyTo }) => replyTo !== null && replyTo === poland?.id);
  const posts = messages.filter(({ replyTo }) => replyTo === null);
  const telling = [
    { what: "the note on Poland", by: notes },
    ...NEWS.map((what) => ({ what, by: posts.filter(({ text }) => text.includes(what)) })),
  ];
  const edited = poland?.text.includes(CORRECTED) ? [] : ["the edit on Poland"];
  const missing = telling.filter(({ by }) => by.length === 0).map(({ what }) => what);
  const unpublished = posts.filter(({ isOut }) => !isOut).map(({ id }) => `publishing ${id}`);
  const firsts = telling.flatMap(({ by: [first] }) => (first ? [messages.indexOf(first)] : []));
  const isOrdered = firsts.every((at, index) => index === 0 || at >= (firsts[index - 1] ?? 0));
  const named = (list: readonly string[]) => list.map((what) => `${channel}: ${what}`);
  return {
    lost: named([...edited, ...missing, ...unpublished]),
    doubled: named(telling.filter(({ by }) => by.length > 1).map(({ what }) => what)),
    disordered: isOrdered ? [] : [channel],
  };
}
