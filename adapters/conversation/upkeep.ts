import type { Rollcall } from "../../src/rollcall.ts";
import type { Scheduler } from "../announcements/scheduler.ts";
import type { Curation } from "../store/curation.ts";
import { tellWishers, type WishesDeps } from "./wishes.ts";

export interface UpkeepDeps extends WishesDeps {
  readonly current: () => Rollcall;
  readonly curation: Curation;
  /** How long questions, opinions and wishes are kept. */
  readonly retentionMs: number;
  readonly scheduler: Scheduler;
}

/** What is done now and then beside answering. */
export interface Upkeep {
  /** Tells those whose question can be answered now: after each change of the knowledge. */
  wishes(): void;
  stop(): Promise<void>;
}

const FIRST_MS = 10_000;
const EVERY_MS = 10 * 60_000;

/** Drops what is too old, and tells those whose wish came true while no platform was connected. */
export function startUpkeep(deps: UpkeepDeps): Upkeep {
  const { current, curation, clock, scheduler, log, retentionMs } = deps;
  let underWay: Promise<void> = Promise.resolve();
  const stopping = new AbortController();
  const { signal } = stopping;
  const after = (what: string, work: () => Promise<void>) => {
    const failed = (error: Error) => log.warn({ reason: error.message }, `${what}: put off`);
    underWay = underWay.then(() => (signal.aborted ? undefined : work())).catch(failed);
  };
  const wishes = () => after("wishes", () => tellWishers(current(), deps, signal));
  const round = () => {
    after("retention", () => curation.sweep(clock.now() - retentionMs));
    wishes();
    callOff = scheduler.after(EVERY_MS, round);
  };
  let callOff = scheduler.after(FIRST_MS, round);
  return {
    wishes,
    async stop() {
      callOff();
      stopping.abort();
      await underWay;
    },
  };
}
