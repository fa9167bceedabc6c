import { type ChannelSettings, DEFAULT_SETTINGS } from "../../src/subscriptions/channel-settings.ts";
import { createAlarm, type Scheduler } from "../announcements/scheduler.ts";
import type { Log } from "../log.ts";
import type { ChannelSettingsStore } from "../store/channel-settings.ts";

/** How each channel wants the bot, known at once: every message of a channel asks for it. */
export interface KnownSettings {
  /** The default where nobody has said otherwise. */
  of(platform: string, channel: string): ChannelSettings;
  /** Reads anew, after a change and now and then: another process of the bot may have changed something. */
  refresh(): Promise<void>;
  stop(): void;
}

const EVERY_MS = 15_000;

export function createKnownSettings(
  store: Pick<ChannelSettingsStore, "all">,
  scheduler: Scheduler,
  log: Log,
): KnownSettings {
  let known: ReadonlyMap<string, ChannelSettings> = new Map();
  const next = createAlarm(scheduler);
  let reading: Promise<void> = Promise.resolve();
  let stopped = false;
  const read = async () => {
    try {
      const all = await store.all();
      known = new Map(all.map(({ platform, channel, settings }) => [`${platform}:${channel}`, settings]));
    } catch (error) {
      log.warn({ reason: String(error) }, "settings of channels: not read; what was read before holds");
    }
    if (!stopped) next.set(EVERY_MS, () => void refresh());
  };
  /** One after another: what was read before a change must not come after it. */
  const refresh = () => {
    reading = reading.then(read);
    return reading;
  };
  return {
    of: (platform, channel) => known.get(`${platform}:${channel}`) ?? DEFAULT_SETTINGS,
    refresh,
    stop() {
      stopped = true;
      next.cancel();
    },
  };
}
