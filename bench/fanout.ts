import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { StoreAddress } from "../adapters/store/address.ts";
import { openStoreToRead } from "../adapters/store/open-store.ts";
import { type Child, start } from "./fanout-child.ts";
import type { FanoutReport, FanoutTask } from "./fanout-process.ts";
import { budgetsOf, type Result, words } from "./fanout-report.ts";
import { nameOf, platformOf, type SinkKind } from "./fanout-sink.ts";
import { prepareStore, type StoreKind, storeKinds } from "./fanout-store.ts";
import type { Part } from "./part.ts";
import { progress } from "./setting.ts";

/** One fan-out: a store, a platform, and so many processes of the bot. */
interface Setting {
  readonly store: StoreKind;
  readonly sink: SinkKind;
  readonly channels: number;
  readonly processes: number;
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

function settings(stores: readonly StoreKind[], quick: boolean): Setting[] {
  const many = quick ? 1_000 : 100_000;
  const limited = quick ? 60 : 900;
  const unlimited: SinkKind = { kind: "unlimited" };
  return stores.flatMap((store): Setting[] => [
    { store, sink: unlimited, channels: many, processes: 1 },
    ...(store.name === "PostgreSQL"
      ? [2, 4].map((processes) => ({ store, sink: unlimited, channels: many, processes }))
      : []),
    { store, sink: { kind: "waiting", perSecond: 30 }, channels: limited, processes: 1 },
    { store, sink: { kind: "refusing", perSecond: 50 }, channels: limited, processes: 1 },
    ...(store.name === "libsql" ? throughSdks(store, quick) : []),
  ]);
}

/** Discord's client keeps to 30 requests a second by itself; that of Slack to nothing across channels. */
function throughSdks(store: StoreKind, quick: boolean): Setting[] {
  return [
    { store, sink: { kind: "sdk", platform: "slack" }, channels: quick ? 60 : 5_000, processes: 1 },
    {
      ...{ store, channels: quick ? 60 : 600, processes: 1 },
      sink: { kind: "sdk", platform: "discord", perSecond: 30 },
    },
  ];
}

async function measure(setting: Setting, dataDir: string): Promise<Result> {
  const { store, sink, channels, processes } = setting;
  progress(`fanout: ${store.name}, ${nameOf(sink)}, ${channels} channels, ${processes} processes`);
  const address = await store.empty();
  await prepareStore(address, platformOf(sink), channels);
  const server = sink.kind === "sdk" ? start("./fanout-server.js") : null;
  const url = String(await server?.next());
  const runs = Array.from({ length: processes }, (_, at) => {
    const task: FanoutTask = { address, sink, url, dataDir, holder: `holder ${at}` };
    return start("./fanout-process.js", [JSON.stringify(task)]);
  });
  const { reports, postMs } = await postAll(runs, address, channels);
  server?.child.send("stop");
  const taken = server ? await server.next() : sum(reports, ({ posted }) => posted);
  if (taken !== channels) throw new Error(`${taken} posts to ${channels} channels.`);
  return resultOf(setting, reports, postMs);
}

async function postAll(runs: readonly Child[], address: StoreAddress, channels: number) {
  await Promise.all(runs.map(({ next }) => next()));
  for (const { child } of runs) child.send("go");
  const queued = runs.map(({ next }) => next());
  await Promise.race(queued);
  const began = performance.now();
  await allSent(address, channels);
  const postMs = performance.now() - began;
  await Promise.all(queued);
  for (const { child } of runs) child.send("stop");
  return { reports: await Promise.all(runs.map(async ({ next }) => reportOf(await next()))), postMs };
}

function resultOf(setting: Setting, reports: readonly FanoutReport[], postMs: number): Result {
  const { store, sink, channels, processes } = setting;
  const most = (value: (report: FanoutReport) => number) => Math.max(...reports.map(value));
  const [leader] = reports.toSorted((a, b) => b.posted - a.posted);
  if (!leader) throw new Error("No process reported.");
  return {
    ...{ store: store.name, sink: nameOf(sink), channels, processes, postMs },
    allowed: "perSecond" in sink ? (sink.perSecond ?? null) : null,
    budgeted: sink.kind !== "sdk",
    queueMs: most(({ queueMs }) => queueMs),
    perSecond: channels / (postMs / 1000),
    refused: sum(reports, ({ refused }) => refused),
    maxRssMb: most(({ maxRssMb }) => maxRssMb),
    queueing: leader.queueing,
    posting: leader.posting,
  };
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

function sum<T>(all: readonly T[], value: (one: T) => number): number {
  return all.reduce((total, one) => total + value(one), 0);
}
