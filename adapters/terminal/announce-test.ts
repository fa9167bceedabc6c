import { randomUUID } from "node:crypto";
import type { Channel } from "../../src/announcements/destination.ts";
import { testPost } from "../../src/announcements/operator.ts";
import type { KnowledgeBase } from "../../src/knowledge/knowledge-base.ts";
import { languageCode } from "../../src/knowledge/schema/values.ts";
import { wordTest } from "../../src/wording/word-news.ts";
import { startDispatcher } from "../announcements/dispatcher.ts";
import { systemScheduler } from "../announcements/scheduler.ts";
import { createLog } from "../log.ts";
import type { LonePoster } from "../platform.ts";
import type { Settings } from "../settings.ts";
import type { Operation } from "../store/operator-log.ts";
import type { Outbox } from "../store/outbox.ts";
import type { Store } from "../store/store.ts";
import type { Told } from "./announce-operate.ts";
import { describeState } from "./announce-plan.ts";
import { waitUntilSettled } from "./announce-wait.ts";
import type { Progress } from "./progress.ts";

/**
 * Posts a test to one channel by the way of all posts: through the outbox.
 *
 * A running bot sends it. Where none holds the lease, this process takes it, and sends this one post.
 */
export async function postTest(
  settings: Settings,
  knowledge: KnowledgeBase,
  store: Store,
  to: Channel,
  by: Operation,
  progress: Progress,
): Promise<Told> {
  const connected = await connect(settings, store, to.platform);
  if ("reason" in connected) return { code: 1, text: connected.reason };
  const subscription = await store.subscriptions.of(to.platform, to.channel);
  const language = subscription?.language ?? languageCode.parse("en");
  const test = testPost(wordTest(knowledge, language), randomUUID());
  await store.operator.test({ test, ...to, language }, by);
  const dispatcher = startDispatcher({
    platform: to.platform,
    store: { leases: store.leases, outbox: only(store.outbox, test.delivery) },
    poster: connected.poster,
    scheduler: systemScheduler,
    holder: `announce --test ${randomUUID()}`,
    log: createLog("silent"),
  });
  const { deliveries } = await waitUntilSettled(store, [test.delivery], progress);
  await dispatcher.stop();
  await connected.close();
  const [delivery] = deliveries;
  const what = `Test post ${test.post.reference} to ${to.platform} ${to.channel}`;
  if (!delivery) return { code: 1, text: `${what} is not in the store any more.` };
  return { code: delivery.state.kind === "sent" ? 0 : 1, text: `${what} ${describeState(delivery.state)}.` };
}

/** An outbox in which there is one delivery to send. */
function only(outbox: Outbox, id: string): Outbox {
  return {
    ...outbox,
    heads: async () => {
      const [delivery] = await outbox.byIds([id]);
      const open = delivery && ["queued", "waiting", "in-doubt"].includes(delivery.state.kind);
      return open ? [delivery] : [];
    },
  };
}

async function connect(
  { slack, discord }: Settings,
  store: Store,
  platform: string,
): Promise<LonePoster | { readonly reason: string }> {
  try {
    if (platform === "slack") {
      if (!slack) return { reason: "slack has no token: set SLACK_BOT_TOKEN, as for the bot." };
      return await (await import("../slack/lone-poster.ts")).lonePoster(slack, store);
    }
    if (!discord) return { reason: "discord has no token: set DISCORD_TOKEN, as for the bot." };
    return await (await import("../discord/lone-poster.ts")).lonePoster(discord);
  } catch (error) {
    return { reason: `${platform} cannot be reached: ${error instanceof Error ? error.message : error}` };
  }
}
