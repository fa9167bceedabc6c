import { atLeast, atMost, type Budget, short } from "./budget.ts";
import type { Latency } from "./fanout-process.ts";
import { table } from "./table.ts";

/** What one fan-out came to. */
export interface Result {
  readonly store: string;
  readonly sink: string;
  /** Posts a second that it takes; null where nothing limits it. */
  readonly allowed: number | null;
  /** Whether there are budgets for it; the others are reported only. */
  readonly budgeted: boolean;
  readonly channels: number;
  readonly processes: number;
  readonly queueMs: number;
  readonly postMs: number;
  readonly perSecond: number;
  readonly refused: number;
  readonly maxRssMb: number;
  readonly queueing: Latency;
  readonly posting: Latency;
}

/** What a measurement on a shared machine may be off. */
const NOT_SLOWER = 0.9;

export function budgetsOf(result: Result, all: readonly Result[]): Budget[] {
  const { store, sink, allowed, processes, perSecond, posting, queueing, maxRssMb } = result;
  if (!result.budgeted) return [];
  const what = `${store}, ${sink}${processes > 1 ? `, ${processes} processes` : ""}`;
  const alone = all.find((one) => one.store === store && one.sink === sink && one.processes === 1);
  const speed =
    allowed === null
      ? [atLeast(`${what}: deliveries`, perSecond, 2_000, "/s")]
      : [atLeast(`${what}: share of the allowed rate`, perSecond / allowed, 0.95, "")];
  const replicas =
    processes > 1 && alone
      ? [atLeast(`${what}: beside one process`, perSecond / alone.perSecond, NOT_SLOWER, "times")]
      : [];
  return [
    ...speed,
    ...replicas,
    atMost(`${what}: answers while queueing, p99`, queueing.p99Ms, 100, "ms"),
    atMost(`${what}: answers while posting, p99`, posting.p99Ms, 100, "ms"),
    atMost(`${what}: memory of a process`, maxRssMb, 200, "MB"),
  ];
}

export function words(results: readonly Result[]): string {
  return table(
    [
      ...["store, platform, processes", "channels", "queued s", "posted s", "per s", "of limit"],
      ...["refused", "RSS MB"],
      ...["p50 ms", "p99 ms", "max ms", "queueing p99 ms", "max ms"],
    ],
    results.map(({ store, sink, processes, channels, queueMs, postMs, perSecond, allowed, ...more }) => [
      `${store}, ${sink}, ${processes}`,
      channels.toLocaleString("en-GB"),
      ...[queueMs / 1000, postMs / 1000, perSecond].map(short),
      allowed === null ? "" : short(perSecond / allowed),
      more.refused.toLocaleString("en-GB"),
      ...[more.maxRssMb, more.posting.p50Ms, more.posting.p99Ms, more.posting.maxMs].map(short),
      ...[more.queueing.p99Ms, more.queueing.maxMs].map(short),
    ]),
  );
}
