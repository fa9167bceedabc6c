import type { Delivery, DeliveryState } from "../../src/announcements/delivery.ts";
import type { Plan } from "../../src/announcements/plan-totals.ts";
import type { Skip, SkipReason } from "../../src/announcements/skip.ts";
import type { KnowledgeBase } from "../../src/knowledge/knowledge-base.ts";

const REASONS: Readonly<Record<SkipReason, string>> = {
  "first-start": "this is a first start, which adopts in silence all that is known today",
  superseded:
    "a later knowledge was announced from this store; this one is older, so nothing in it is news (--adopt, if it is meant)",
  "no-destination":
    "no channel is set (ANNOUNCE_SLACK_CHANNELS, ANNOUNCE_DISCORD_CHANNELS), and none has subscribed",
  "platform-off": "its platform has no token",
  "not-subscribed": "the channel wants no news of this kind",
  unsubscribed: "the channel got the earlier post, and has unsubscribed since",
};

/** The plan in words: each post with its channels, then what is skipped and why. */
export function describePlan(plan: Plan, { version, signatories }: KnowledgeBase): string {
  const channels = plan.posts.reduce((sum, post) => sum + post.count, 0);
  const head = `Knowledge ${version}, ${signatories.size} signatories. Plan ${plan.hash}: ${count(plan.posts.length, "post")} to ${count(channels, "channel")}.`;
  const back = plan.takenBack.map(({ id }) => `taken back: ${id}`);
  const nothing =
    plan.posts.length + plan.skips.length === 0 ? ["Nothing has changed since the last announcement."] : [];
  return [head, ...plan.posts.map(describePost), ...back, ...plan.skips.map(describeSkip), ...nothing].join(
    "\n",
  );
}

/** What earlier plans left in the outbox. */
export function describeWaiting(deliveries: readonly Delivery[]): string {
  const lines = deliveries.map(
    ({ platform, channel, action, post, state }) =>
      `  ${platform} ${channel}: ${action.kind} ${post.reference} ${describeState(state)}`,
  );
  return ["Already in the outbox:", ...lines].join("\n");
}

/** A delivery's state as an operator reads it. */
export function describeState(state: DeliveryState): string {
  switch (state.kind) {
    case "held":
      return state.awaits === "approval"
        ? "is held until it is approved"
        : "is held, because the knowledge does not say it any more";
    case "queued":
      return `is queued, due ${instant(state.dueAt)}`;
    case "sending":
      return `is being sent since ${instant(state.begunAt)}`;
    case "sent":
      return `was sent ${instant(state.at)}`;
    case "waiting":
      return `waits until ${instant(state.until)} (${state.reason})`;
    case "in-doubt":
      return `is in doubt since ${instant(state.begunAt)} (${state.reason}); ${
        state.lookAt === null ? "no more looks" : `looked for again ${instant(state.lookAt)}`
      }`;
    case "dead":
      return `was given up ${instant(state.at)} (${state.reason})`;
  }
}

function describePost({ action, news, post, dormant, to }: Plan["posts"][number]): string {
  const held = dormant ? ", held because the knowledge does not say it any more" : "";
  return [
    `\n${action} ${post.reference} (${news.map(({ id }) => id).join(", ")}${held})`,
    ...post.text.split("\n").map((line) => `  | ${line}`),
    ...post.sources.map(({ title, url }) => `  | ${title}: ${url}`),
    ...to.map(({ platform, channel }) => `  to ${platform} ${channel}`),
  ].join("\n");
}

function describeSkip({ event, channels, reason }: Skip): string {
  const what = event ? event.id : "everything";
  const where = channels?.map(({ platform, channel }) => ` to ${platform} ${channel}`).join(",") ?? "";
  return `not posted: ${what}${where}, because ${REASONS[reason]}`;
}

export function instant(ms: number): string {
  return new Date(ms).toISOString();
}

export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}
