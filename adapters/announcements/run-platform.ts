import type { Channel } from "../../src/announcements/destination.ts";
import { LeaveAlone } from "../leave-alone.ts";
import type { Log } from "../log.ts";
import type { ChatServices, RunningPlatform, StartPlatform } from "../platform.ts";
import type { Store } from "../store/store.ts";
import type { ClosedChannels } from "../subscriptions/closed-channels.ts";
import { type Dispatcher, startDispatcher } from "./dispatcher.ts";
import { createAlarm, type Scheduler } from "./scheduler.ts";

/** One platform of the bot, connected or on its way to be. */
export interface PlatformRun {
  /** Says that there is something new in the outbox. */
  wake(): void;
  /** How a person is told something; null as long as the platform is not connected. */
  teller(): RunningPlatform["tell"] | null;
  stop(): Promise<void>;
}

export interface PlatformRunDeps {
  readonly name: string;
  readonly start: StartPlatform;
  readonly services: ChatServices;
  readonly store: Pick<Store, "outbox" | "leases">;
  /** What is done when a channel of the platform turns out to take no posts any more. */
  readonly closed: (platform: RunningPlatform) => ClosedChannels;
  /** The channels of the settings. */
  readonly fixed: readonly Channel[];
  readonly holder: string;
  readonly scheduler: Scheduler;
  /** From 0 to 1: spreads the attempts of many processes. */
  readonly random: () => number;
  readonly log: Log;
}

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 5 * 60_000;

/** Connects to a platform, as often as it takes, and then brings it its announcements. */
export function runPlatform(deps: PlatformRunDeps): PlatformRun {
  const { name, start, services, scheduler, log } = deps;
  let stopped = false;
  const alarm = createAlarm(scheduler);
  let running: { readonly platform: RunningPlatform; readonly dispatcher: Dispatcher } | null = null;

  async function connect(failures: number): Promise<void> {
    const platform = await start(services).catch((error: unknown) => later(error, failures));
    if (!platform) return;
    if (stopped) return platform.stop();
    log.info({ platform: name }, `${name}: started`);
    const { poster } = platform;
    const { closed, tellRest } = deps.closed(platform);
    running = { platform, dispatcher: startDispatcher({ ...deps, platform: name, poster, closed }) };
    await tellRest(name).catch((error: unknown) =>
      log.error({ platform: name, err: error }, `${name}: it is not known whom to tell of closed channels`),
    );
  }

  function later(error: unknown, failures: number): null {
    if (stopped) return null;
    const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures);
    const asked = error instanceof LeaveAlone ? error.forMs : 0;
    const wait = Math.max(asked, Math.round(longest * (0.5 + deps.random() / 2)));
    const reason = error instanceof Error ? error.message : String(error);
    log.warn({ platform: name, reason, retryInMs: wait }, `${name}: not reached; trying again`);
    alarm.set(wait, () => void connect(failures + 1));
    return null;
  }

  void connect(0);
  return {
    wake: () => running?.dispatcher.wake(),
    teller: () => running?.platform.tell ?? null,
    async stop() {
      stopped = true;
      alarm.cancel();
      if (!running) return;
      await running.dispatcher.stop();
      await running.platform.stop();
    },
  };
}
