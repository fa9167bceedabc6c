import { createAnnouncer } from "../adapters/announcements/announcer.ts";
import { startDispatcher } from "../adapters/announcements/dispatcher.ts";
import { systemScheduler } from "../adapters/announcements/scheduler.ts";
import { loadCompiledKnowledge } from "../adapters/files/load-knowledge.ts";
import { createLog } from "../adapters/log.ts";
import { limitMemory } from "../adapters/spare-memory.ts";
import type { StoreAddress } from "../adapters/store/address.ts";
import { openStore } from "../adapters/store/open-store.ts";
import type { Store } from "../adapters/store/store.ts";
import { createRollcall, type Rollcall } from "../src/rollcall.ts";
import { wordNews } from "../src/wording/word-news.ts";
import { countingSink, platformOf, type Sink, type SinkKind } from "./fanout-sink.ts";
import { KNOWLEDGE_DIR, TODAY } from "./setting.ts";
import { quantile, Samples } from "./statistics.ts";

/** What one process of a fan-out is to do. */
export interface FanoutTask {
  readonly address: StoreAddress;
  readonly sink: SinkKind;
  /** Of the server that takes the part of the platform, where there is one. */
  readonly url: string;
  readonly holder: string;
  /** Where the compiled knowledge is kept, as the bot keeps it. */
  readonly dataDir: string;
}

/** What became of it. */
export interface FanoutReport {
  readonly posted: number;
  readonly refused: number;
  /** From the change of the knowledge to all deliveries in the outbox. */
  readonly queueMs: number;
  readonly maxRssMb: number;
  readonly queueing: Latency;
  readonly posting: Latency;
}

/** Answers to questions that came every ten milliseconds, from when each was due. */
export interface Latency {
  readonly asked: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

const ASK_EVERY_MS = 10;
const QUESTIONS = ["Has Norway signed?", "When did Latvia join?", "Who has not signed?", "What is GDI?"];

limitMemory();
process.on("disconnect", () => process.exit(1));
const task: FanoutTask = JSON.parse(process.argv[2] ?? "{}");
const loaded = await loadCompiledKnowledge(KNOWLEDGE_DIR, TODAY, task.dataDir);
if ("problems" in loaded) throw new Error("The knowledge has problems: npm run knowledge tells them.");
const { knowledge } = loaded;
const rollcall = createRollcall(knowledge);
// A bot that is up has done this, and has words at hand.
rollcall.prepare();
for (const question of QUESTIONS) rollcall.ask(question, { today: TODAY });
const store = await openStore(task.address);
const sink = await openSink(task, store);
const platform = platformOf(task.sink);
await nextMessage("ready");

const asking = askAlong(rollcall);
const began = performance.now();
const log = createLog("error");
const announcer = createAnnouncer({
  ledger: store.ledger,
  fixed: [],
  platforms: new Set([platform]),
  word: wordNews,
  holdMs: 0,
  approval: false,
  scheduler: systemScheduler,
  log,
  queued: () => undefined,
});
await announcer.started(knowledge);
const queueMs = performance.now() - began;
const queueing = asking.latency();
const { holder } = task;
const deps = { platform, store, poster: sink.poster, scheduler: systemScheduler, holder, log };
const dispatcher = startDispatcher(deps);
await nextMessage("queued");
const posting = asking.latency();
asking.stop();
await dispatcher.stop();
await store.close();
const report: FanoutReport = {
  posted: sink.posted(),
  refused: sink.refused(),
  queueMs,
  maxRssMb: process.resourceUsage().maxRSS / 1024,
  queueing,
  posting,
};
process.send?.(report, () => process.exit(0));

/** SDKs are loaded only where they are used: their memory is their own. */
async function openSink({ sink, url }: FanoutTask, store: Store): Promise<Sink> {
  if (sink.kind !== "sdk") return countingSink(sink);
  const { sdkSink } = await import("./fanout-sdk.ts");
  return sdkSink(sink, url, store);
}

/** Tells the parent where this process is, and waits for its word. */
function nextMessage(at: string): Promise<unknown> {
  const word = new Promise((resolve) => process.once("message", resolve));
  process.send?.(at);
  return word;
}

/** Asks at a steady pace; what comes late is counted from when it was due. */
function askAlong({ ask }: Rollcall) {
  let samples = new Samples();
  let due = performance.now();
  let number = 0;
  const timer = setInterval(() => {
    for (; due <= performance.now(); due += ASK_EVERY_MS) {
      ask(QUESTIONS[number % QUESTIONS.length] ?? "", { today: TODAY });
      number += 1;
      samples.add(performance.now() - due);
    }
  }, ASK_EVERY_MS);
  return {
    /** Of all answers since the last call. */
    latency(): Latency {
      const sorted = samples.sorted();
      samples = new Samples();
      return {
        asked: sorted.length,
        p50Ms: quantile(sorted, 0.5),
        p99Ms: quantile(sorted, 0.99),
        maxMs: sorted.at(-1) ?? 0,
      };
    },
    stop: () => clearInterval(timer),
  };
}
