import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createProgress } from "../../adapters/terminal/progress.ts";
import { startPostgresql } from "../../tools/postgresql/server.ts";
import { PLATFORMS, type PlatformName } from "./ground.ts";
import { prepareHistory } from "./history.ts";
import { type Case, type Row, randomCases, rowsOf, stepCases, tryCase } from "./matrix.ts";
import type { CaseResult, Field } from "./one-case.ts";
import { sideBySide } from "./side-by-side.ts";
import { type EmptyStore, emptyFiles, emptySchemas, STORES, type StoreName } from "./stores.ts";
import { isSound } from "./verdict.ts";

const HELP = `Kills the bot at each step of the outbox and at random moments, starts it again, and reads the channels.

  npm run kill
  --store NAME      file or postgres (default: both)
  --platform NAME   slack or discord (default: both)
  --random NUMBER   kills at random moments of a fan-out to 200 channels, all in all (default 200)
  --every NUMBER    only every NUMBERth step (default 1, every one)
  --jobs NUMBER     bots side by side (default: two for each core)
  -h, --help        this text

Ctrl-C ends the run, and prints what came of the cases that were done.
Exit code: 0 nothing lost, doubled, out of order or left to a hand; 1 something was; 2 bad usage.`;

const STEP_CHANNELS = 2;
const RANDOM_CHANNELS = 200;

/** An edit, a note and a post in each channel. */
const ACTIONS = 3;

interface Options {
  readonly stores: readonly StoreName[];
  readonly platforms: readonly PlatformName[];
  readonly random: number;
  readonly every: number;
  readonly jobs: number;
}

/** A case and where it happens. */
interface Planned {
  readonly store: StoreName;
  readonly field: Field;
  readonly case: Case;
}

/** `npm run kill` */
async function main(): Promise<number> {
  const options = readOptions();
  if (typeof options === "string") {
    const asked = options === HELP;
    (asked ? process.stdout : process.stderr).write(asked ? `${HELP}\n` : `${options}\n\n${HELP}\n`);
    return asked ? 0 : 2;
  }
  const folder = await mkdtemp(join(tmpdir(), "rollcall-kill-"));
  const servers = await serversFor(options);
  try {
    const results = await runAll(await planned(options, folder, servers.stores), options);
    return report(results);
  } finally {
    await servers.stop();
    await rm(folder, { recursive: true });
  }
}

interface Servers {
  readonly stores: ReadonlyMap<StoreName, (folder: string) => EmptyStore>;
  stop(): Promise<void>;
}

async function serversFor({ stores }: Options): Promise<Servers> {
  if (!stores.includes("postgres"))
    return { stores: new Map([["file", emptyFiles]]), stop: async () => undefined };
  const server = await startPostgresql();
  if ("unavailable" in server) throw new Error(`PostgreSQL cannot be started: ${server.unavailable}`);
  return {
    stores: new Map<StoreName, (folder: string) => EmptyStore>([
      ["file", emptyFiles],
      ["postgres", () => emptySchemas(server.url)],
    ]),
    stop: server.stop,
  };
}

async function planned(options: Options, folder: string, empty: Servers["stores"]): Promise<Planned[]> {
  const history = await prepareHistory(join(folder, "history"));
  const fields = options.stores.flatMap((store) =>
    options.platforms.flatMap((platform) => {
      const stores = empty.get(store)?.(folder);
      return stores ? [{ store, field: { platform, channels: STEP_CHANNELS, history, empty: stores } }] : [];
    }),
  );
  const steps = await sideBySide(options.jobs, fields, async ({ store, field }) => {
    const cases = await stepCases(field, join(folder, `${store}-${field.platform}`));
    return cases.filter((_, at) => at % options.every === 0).map((one) => ({ store, field, case: one }));
  });
  const random = fields.map(({ store, field }, at) => {
    const count = Math.floor((options.random + at) / fields.length);
    const wide = { ...field, channels: RANDOM_CHANNELS };
    const cases = randomCases(count, ACTIONS * RANDOM_CHANNELS, Math.random);
    return cases.map((one) => ({ store, field: wide, case: one }));
  });
  return [...inTurns(steps), ...inTurns(random)];
}

/** The first of each list, then the second of each: what is stopped early has been everywhere. */
function inTurns<T>(lists: ReadonlyArray<readonly T[]>): T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat();
}

type Result = Planned & { readonly result: CaseResult };

async function runAll(plan: readonly Planned[], { jobs }: Options): Promise<Result[]> {
  const progress = createProgress(process.stderr);
  const results: Result[] = [];
  let isStopped = false;
  process.once("SIGINT", () => {
    isStopped = true;
  });
  process.once("SIGTERM", () => process.exit(1));
  await sideBySide(jobs, plan, async (one) => {
    if (isStopped) return;
    const result = await tryCase(one.field, one.case);
    // The signal goes to the bots as well.
    if (isStopped) return;
    results.push({ ...one, result });
    progress.show(results.length, plan.length, "cases");
    if (!isSound(result.verdict)) process.stderr.write(`\n${faultWords({ ...one, result })}\n`);
  });
  progress.end();
  return results;
}

function faultWords({ store, field, case: { deaths }, result }: Result): string {
  const steps = deaths.map(({ dieAt }) => dieAt ?? "at random").join(", then ");
  return `${store}, ${field.platform}, ${steps}: ${JSON.stringify(result.verdict)}\n${result.log}`;
}

const COLUMNS: ReadonlyArray<[title: string, value: (row: Row) => number]> = [
  ["kills", ({ kills }) => kills],
  ["not reached", ({ unreached }) => unreached],
  ["lost", ({ lost }) => lost],
  ["doubled", ({ doubled }) => doubled],
  ["out of order", ({ disordered }) => disordered],
  ["left", ({ left }) => left],
];

/** Prints the tables, and tells the exit code. */
function report(results: readonly Result[]): number {
  const titles = ["step", ...COLUMNS.map(([title]) => title)];
  for (const where of new Set(results.map(whereOf))) {
    print(`\n${where}\n\n| ${titles.join(" | ")} |\n|${"---|".repeat(titles.length)}`);
    for (const row of rowsOf(results.filter((result) => whereOf(result) === where))) {
      print(`| ${[row.operation, ...COLUMNS.map(([, value]) => value(row))].join(" | ")} |`);
    }
  }
  const faults = results.filter(({ result }) => !isSound(result.verdict)).length;
  const kills = results.filter(({ result }) => result.died).length;
  print(`\n${kills} kills, ${faults} with a fault.`);
  return faults === 0 && kills > 0 ? 0 : 1;
}

function whereOf({ store, field }: Planned): string {
  return `${store}, ${field.platform}`;
}

function readOptions(): Options | string {
  try {
    const { values } = parseArgs({
      options: {
        store: { type: "string" },
        platform: { type: "string" },
        random: { type: "string", default: "200" },
        every: { type: "string", default: "1" },
        jobs: { type: "string", default: String(2 * availableParallelism()) },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) return HELP;
    const stores = STORES.filter((name) => values.store === undefined || name === values.store);
    const platforms = PLATFORMS.filter((name) => values.platform === undefined || name === values.platform);
    const [random, every, jobs] = [Number(values.random), Number(values.every), Number(values.jobs)];
    if (stores.length === 0) return `--store takes ${STORES.join(" or ")}`;
    if (platforms.length === 0) return `--platform takes ${PLATFORMS.join(" or ")}`;
    if (!Number.isInteger(random) || random < 0) return "--random takes a whole number";
    if (![every, jobs].every((number) => Number.isInteger(number) && number > 0))
      return "--every and --jobs take a whole number from 1";
    return { stores, platforms, random, every, jobs };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

process.exitCode = await main();
