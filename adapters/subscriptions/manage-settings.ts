import { remark, type Sentence } from "../../src/questions/answer.ts";
import {
  applySettings,
  type ChannelSettings,
  type SettingsCommand,
} from "../../src/subscriptions/channel-settings.ts";
import { type Check, wordsOfCheck } from "../../src/subscriptions/checks.ts";
import type { KnownSettings } from "../conversation/channel-settings.ts";
import type { Managing } from "../platform.ts";
import type { ChannelSettingsStore } from "../store/channel-settings.ts";

export interface ManageSettingsDeps {
  readonly store: Pick<ChannelSettingsStore, "change">;
  readonly known: Pick<KnownSettings, "of" | "refresh">;
}

/** Changes how the bot behaves in a channel, and says how it does; `automatic` only where it hears what is said. */
export async function manageSettings(
  asked: SettingsCommand,
  { platform, channel, command, actor, checks }: Managing,
  { store, known }: ManageSettingsDeps,
  now: number,
): Promise<readonly Sentence[]> {
  const decide = (current: ChannelSettings) => applySettings(asked, current, { actor, now, command });
  // Another process may have changed them a moment ago.
  await known.refresh();
  const { next, reply } = decide(known.of(platform, channel));
  if (next === null) return reply.map(remark);
  if (next.mode === "automatic" && asked.mode === "automatic") {
    const deaf = hearing(await checks().catch(() => NO_REPLY));
    if (deaf) return [remark(deaf)];
  }
  const made = await store.change({ platform, channel }, decide);
  await known.refresh();
  return made.reply.map(remark);
}

const NO_REPLY: readonly Check[] = [{ about: "reach", ok: false, needs: [] }];

/** Why the bot would not hear what is said to nobody; null when it would. It has to be there, and may read. */
function hearing(checks: readonly Check[]) {
  const failing = checks.flatMap((check) => (check.ok ? [] : [check]));
  const unreached = failing.find(({ about }) => about === "reach");
  if (unreached) return wordsOfCheck(unreached);
  const needs = failing.filter(({ about }) => about !== "open").flatMap((check) => check.needs);
  return needs.length === 0 ? null : ({ id: "settings-unheard", args: { needs } } as const);
}
