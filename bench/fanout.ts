import { type ChildProcess, fork } from "node:child_process";
import { on, once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { StoreAddress } from "../adapters/store/address.ts";
import { openStoreToRead } from "../adapters/store/open-store.ts";
import { atLeast, atMost, type Budget, short } from "./budget.ts";
import type { FanoutReport, FanoutTask, Latency } from "./fanout-process.ts";
import type { SinkKind } from "./fanout-sink.ts";
import { prepareStore, type StoreKind, storeKinds } from "./fanout-store.ts";
import type { Part } from "./part.ts";
import { progress, ROOT } from "./setting.ts";
import { table } from "./table.ts";

/** One fan-out: a store, a platform, and so many processes of the bot. */
interface Setting {
  readonly store: StoreKind;
  readonly sink: SinkKind;
  readonly channels: number;
  readonly processes: number;
}

interface Result {
  readonly store: string;
  readonly sink: string;
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

/** One piece of news to very many channels, while people ask questions. */
export const fanout: Part = async ({ quick }) => {
  const kinds = await storeKinds();
  const dataDir = await mkdtemp(join(tmpdir(), "rollcall-bench-"));
  const results: Result[] = [];
  try {
    for (const setting of settings(
      kinds.filter((kind) => "empty" in kind),
      quick,
    )) {
      results.push(await measure(setting, dataDir));
    }
  } finally {
    for (const kind of kinds) if ("stop" in kind) await kind.stop();
    await rm(dataDir, { recursive: true });
  }
  const missing = kinds.flatMap((kind) =>
    "unavailable" in kind ? [`Not measured: ${kind.unavailable}`] : [],
  );
  return {
    text: [words(results), ...missing].join("\n"),
    budgets: results.flatMap((result) => budgetsOf(result, results)),
    data: results,
  };
};

const LOOK_EVERY_MS = 250;

/** What a measurement on a shared machine may be off. */
const NOT_SLOWER = 0.9;

const LIMITED: readonly SinkKind[] = [
  { kind: "waiting", perSecond: 30 },
  { kind: "refusing", perSecond: 50 },
];
const RATES: ReadonlyMap<string, number> = new Map(
  LIMITED.flatMap((sink) => ("perSecond" in sink ? [[nameOf(sink), sink.perSecond]] : [])),
);

function settings(stores: readonly StoreKind[], quick: boolean): Setting[] {
  const many = quick ? 1_000 : 100_000;
  const unlimited: SinkKind = { kind: "unlimited" };
  return stores.flatMap((store) => [
    { store, sink: unlimited, channels: many, processes: 1 },
    ...(store.name === "PostgreSQL"
      ? [2, 4].map((processes) => ({ store, sink: unlimited, channels: many, processes }))
      : []),
    ...LIMITED.map((sink) => ({ store, sink, channels: quick ? 60 : 900, processes: 1 })),
  ]);
}

async function measure({ store, sink, channels, processes }: Setting, dataDir: string): Promise<Result> {
  progress(`fanout: ${store.name}, ${nameOf(sink)}, ${channels} channels, ${processes} processes`);
  const address = await store.empty();
  await prepareStore(address, channels);
  const runs = Array.from({ length: processes }, (_, at) =>
    start({ address, sink, dataDir, holder: `holder ${at}` }),
  );
  await Promise.all(runs.map(({ next }) => next()));
  for (const { child } of runs) child.send("go");
  const queued = runs.map(({ next }) => next());
  await Promise.race(queued);
  const began = performance.now();
  await allSent(address, channels);
  const postMs = performance.now() - began;
  await Promise.all(queued);
  for (const { child } of runs) child.send("stop");
  const reports = await Promise.all(runs.map(async ({ next }) => reportOf(await next())));
  const posted = sum(reports, (report) => report.posted);
  if (posted !== channels) throw new Error(`${posted} posts to ${channels} channels.`);
  const most = (value: (report: FanoutReport) => number) => Math.max(...reports.map(value));
  const [leader] = reports.toSorted((a, b) => b.posted - a.posted);
  if (!leader) throw new Error("No process reported.");
  return {
    ...{ store: store.name, sink: nameOf(sink), channels, processes, postMs },
    queueMs: most(({ queueMs }) => queueMs),
    perSecond: channels / (postMs / 1000),
    refused: sum(reports, ({ refused }) => refused),
    maxRssMb: most(({ maxRssMb }) => maxRssMb),
    queueing: leader.queueing,
    posting: leader.posting,
  };
}

/** A process, and what it says, one message after the other. */
function start(task: FanoutTask): { readonly child: ChildProcess; next(): Promise<unknown> } {
  const script = fileURLToPath(new URL("./fanout-process.js", import.meta.url));
  const child = fork(script, [JSON.stringify(task)], { cwd: ROOT });
  const messages = on(child, "message");
  const ended = once(child, "exit").then(() => {
    throw new Error("A process of the fan-out ended early.");
  });
  ended.catch(() => undefined);
  const said = async (): Promise<unknown> => (await messages.next()).value?.[0];
  return { child, next: () => Promise.race([said(), ended]) };
}

/** Looks from outside, as an operator does, whether all is done. */
async function allSent(address: StoreAddress, channels: number): Promise<void> {
  const store = await openStoreToRead(address);
  if (!store) throw new Error("There is no store.");
  for (;;) {
    const counts = await store.outbox.counts();
    const sent = counts.find(({ state }) => state === "sent")?.count ?? 0;
    if (sent >= channels) break;
    await delay(LOOK_EVERY_MS);
  }
  await store.close();
}

function reportOf(message: unknown): FanoutReport {
  if (isReport(message)) return message;
  throw new Error("A process of the fan-out said something else than its report.");
}

function isReport(message: unknown): message is FanoutReport {
  return typeof message === "object" && message !== null && "posted" in message;
}

function budgetsOf(result: Result, all: readonly Result[]): Budget[] {
  const { store, sink, processes, perSecond, posting, queueing, maxRssMb } = result;
  const what = `${store}, ${sink}${processes > 1 ? `, ${processes} processes` : ""}`;
  const alone = all.find((one) => one.store === store && one.sink === sink && one.processes === 1);
  const allowed = RATES.get(sink);
  const speed =
    allowed === undefined
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

function words(results: readonly Result[]): string {
  return table(
    [
      ...["store, platform, processes", "channels", "queued s", "posted s", "per s", "refused", "RSS MB"],
      ...["p50 ms", "p99 ms", "max ms", "queueing p99 ms", "max ms"],
    ],
    results.map(({ store, sink, processes, channels, queueMs, postMs, perSecond, ...more }) => [
      `${store}, ${sink}, ${processes}`,
      channels.toLocaleString("en-GB"),
      ...[queueMs / 1000, postMs / 1000, perSecond].map(short),
      more.refused.toLocaleString("en-GB"),
      ...[more.maxRssMb, more.posting.p50Ms, more.posting.p99Ms, more.posting.maxMs].map(short),
      ...[more.queueing.p99Ms, more.queueing.maxMs].map(short),
    ]),
  );
}

function nameOf(sink: SinkKind): string {
  return sink.kind === "unlimited" ? sink.kind : `${sink.kind} at ${sink.perSecond}/s`;
}

function sum<T>(all: readonly T[], value: (one: T) => number): number {
  return all.reduce((total, one) => total + value(one), 0);
}
