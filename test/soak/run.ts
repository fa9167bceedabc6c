import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { systemClock } from "../../adapters/clock.ts";
import { loadKnowledge } from "../../adapters/files/load-knowledge.ts";
import { storeIn } from "../../adapters/store/address.ts";
import { openConversations } from "../../adapters/store/open-conversations.ts";
import { openStore } from "../../adapters/store/open-store.ts";
import { readCorpus } from "../../adapters/terminal/corpus-file.ts";
import { ROOT } from "../fixtures/root.ts";
import { type SoakReport, soak } from "./soak.ts";
import { growth, type Sample, tooMuch } from "./trend.ts";

const HELP = `Asks and announces in one process for long, and watches its memory.

  npm run soak
  --questions NUMBER  from the corpus of all languages, half of them altered (default 1000000)
  --events NUMBER     changes of the knowledge, each announced in three channels (default 10000)
  --samples NUMBER    how often memory is measured (default 50)
  -h, --help          this text

Exit code: 0 memory is flat after the first fifth (the heap grows by at most 10 MB, the process by at most
40 MB); 1 it is not; 2 bad usage.`;

/** `npm run soak` */
async function main(): Promise<number> {
  const options = readOptions();
  if (typeof options === "string") {
    const asked = options === HELP;
    (asked ? process.stdout : process.stderr).write(asked ? `${HELP}\n` : `${options}\n\n${HELP}\n`);
    return asked ? 0 : 2;
  }
  const folder = await mkdtemp(join(tmpdir(), "rollcall-soak-"));
  const loaded = await loadKnowledge(join(ROOT, "knowledge"), systemClock.today());
  if ("problems" in loaded) throw new Error("The knowledge has problems: npm run knowledge tells them.");
  const corpus = (await readCorpus(join(ROOT, "test/corpus"))).map(({ question }) => question);
  const store = await openStore(storeIn(folder));
  const conversations = await openConversations(storeIn(folder));
  try {
    print("   done  heap MB   RSS MB");
    return report(await soak({ ...options, ...loaded, corpus, store, conversations }, show));
  } finally {
    await store.close();
    await rm(folder, { recursive: true });
  }
}

function show({ heapMb, rssMb }: Sample, done: number): void {
  const columns = [`${(100 * done).toFixed(0)} %`, heapMb.toFixed(1), rssMb.toFixed(1)];
  print(columns.map((column) => column.padStart(7)).join("  "));
}

function report({ answered, refused, taken, samples }: SoakReport): number {
  print(`${answered} questions answered, ${refused} not; ${taken} posts, edits and notes taken.`);
  const [heap, rss] = [growth(samples, "heapMb"), growth(samples, "rssMb")];
  print(`Since the first fifth: heap ${heap.toFixed(1)} MB, RSS ${rss.toFixed(1)} MB.`);
  const faults = tooMuch(samples);
  for (const fault of faults) print(fault);
  return faults.length === 0 ? 0 : 1;
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        questions: { type: "string", default: "1000000" },
        events: { type: "string", default: "10000" },
        samples: { type: "string", default: "50" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) return HELP;
    const [questions, events, samples] = [values.questions, values.events, values.samples].map(Number);
    if (!isCount(questions) || !isCount(events) || !isCount(samples))
      return "Each option takes a whole number.";
    return { questions, events, samples };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function isCount(number: number | undefined): number is number {
  return number !== undefined && Number.isInteger(number) && number > 0;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

process.exitCode = await main();
