import { onTestFinished } from "vitest";
import { createKnownSettings } from "../../adapters/conversation/channel-settings.ts";
import { createLog } from "../../adapters/log.ts";
import type { Managing, Notice } from "../../adapters/platform.ts";
import { openStore } from "../../adapters/store/open-store.ts";
import type { Store } from "../../adapters/store/store.ts";
import { createManage } from "../../adapters/subscriptions/manage.ts";
import type { Destination } from "../../src/announcements/destination.ts";
import type { KnowledgeBase } from "../../src/knowledge/knowledge-base.ts";
import { isUnderstood } from "../../src/questions/reply.ts";
import { createRollcall } from "../../src/rollcall.ts";
import { aDay } from "../announcements/knowledge-fixture.ts";
import { manualScheduler } from "../announcements/manual-scheduler.ts";
import { rewordingBy } from "../store/queue-news.ts";
import { emptyFile } from "../store/temp-folder.ts";

export const NOW = Date.UTC(2026, 10, 22, 9, 30);
const TODAY = aDay("2026-11-22");

/** A store of its own for the test that is running. */
export async function ownStore(): Promise<Store> {
  const store = await openStore(await emptyFile());
  onTestFinished(() => store.close());
  return store;
}

/** What the bot offers to those who manage a channel, over a real store. */
export function manageOver(
  store: Store,
  knowledge: KnowledgeBase,
  fixed: readonly Destination[] = [],
  log = createLog("silent"),
) {
  const clock = { now: () => NOW };
  const rewording = () => rewordingBy(knowledge, NOW);
  const { subscriptions } = store;
  const settings = settingsOver(store);
  const rollcall = createRollcall(knowledge);
  const isQuestion = (text: string) => isUnderstood(rollcall.ask(text, { today: TODAY }).outcome);
  const known = { fixed, knowledge: () => knowledge, isQuestion };
  return createManage({ subscriptions, settings, ...known, rewording, clock, log });
}

/** The settings of channels over a real store; what another process changes is read when it is asked for. */
export function settingsOver({ channelSettings }: Pick<Store, "channelSettings">) {
  const known = createKnownSettings(channelSettings, manualScheduler(NOW), createLog("silent"));
  return { store: channelSettings, known };
}

/** Someone who may manage the channel, in which all is well; what matters can be given. */
export function managing(more: Partial<Managing> = {}): Managing {
  return {
    ...{ platform: "slack", workspace: "T1", channel: "C0000001", command: "/rollcall" },
    actor: { id: "U1", name: "ann" },
    denied: { id: "may-not-permission", args: { needs: ["Manage Channels"] } },
    viewing: { id: "may-change-permission", args: { needs: ["Manage Channels"] } },
    mayManage: async () => true,
    checks: async () => [{ about: "posting", ok: true }],
    ...more,
  };
}

/** The words of a notice; a post is none. */
export function wordsOf(notice: Notice | null): string {
  return notice?.kind === "words" ? notice.words.text : `no words: ${JSON.stringify(notice)}`;
}
