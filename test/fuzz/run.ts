import { parseArgs } from "node:util";
import { fuzzDiscord } from "./discord.ts";
import type { FuzzReport } from "./report.ts";
import { fuzzSlack } from "./slack.ts";

const HELP = `Sends broken payloads to the built bot: Slack by socket and by HTTP, and Discord.

  npm run fuzz
  --payloads NUMBER  for each platform (default 10000)
  --seed NUMBER      the same seed gives the same payloads (default FC_SEED, else of the day)
  -h, --help         this text

Exit code: 0 the bot lived, answered plain questions all the while, and sent nothing that pings anyone or goes
to another channel than it was asked in; 1 it did not; 2 bad usage.`;

/** `npm run fuzz` */
async function main(): Promise<number> {
  const options = readOptions();
  if (typeof options === "string") {
    print(options);
    return options === HELP ? 0 : 2;
  }
  const { payloads, seed } = options;
  print(`seed ${seed}`);
  const half = { payloads: Math.ceil(payloads / 2), seed };
  const reports: ReadonlyArray<[name: string, run: () => Promise<FuzzReport>]> = [
    ["Slack, Socket Mode", () => fuzzSlack("socket", half)],
    ["Slack, HTTP", () => fuzzSlack("http", half)],
    ["Discord", () => fuzzDiscord({ payloads, seed })],
  ];
  let faults = 0;
  for (const [name, run] of reports) faults += tell(name, await run());
  return faults === 0 ? 0 : 1;
}

function tell(name: string, { payloads, sent, faults, logged }: FuzzReport): number {
  print(`${name}: ${payloads} payloads, ${sent} messages sent, ${faults.length} faults`);
  for (const fault of faults.slice(0, 20)) print(`  ${fault}`);
  for (const [words, count] of logged) print(`  logged ${count} times: ${words}`);
  return faults.length;
}

function readOptions(): { readonly payloads: number; readonly seed: number } | string {
  try {
    const { values } = parseArgs({
      options: {
        payloads: { type: "string", default: "10000" },
        seed: {
          type: "string",
          default: process.env["FC_SEED"] ?? String(Math.floor(Date.now() / 86_400_000)),
        },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    const [payloads, seed] = [Number(values.payloads), Number(values.seed)];
    const usable = Number.isSafeInteger(payloads) && payloads > 0 && Number.isSafeInteger(seed);
    return values.help || !usable ? HELP : { payloads, seed };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

process.exitCode = await main();
