import { setTimeout as delay } from "node:timers/promises";
import { atMost, type Budget, short } from "./budget.ts";
import type { Part } from "./part.ts";
import { type Bot, type Ground, openGround, type Way } from "./roundtrip-ground.ts";
import { progress } from "./setting.ts";
import { quantile } from "./statistics.ts";
import { table } from "./table.ts";

const WAYS: readonly Way[] = [
  "Slack, Socket Mode",
  "Slack, HTTP",
  "Discord, mention",
  "Discord, command",
  "Discord, typing",
];
const BOTS: readonly Bot[] = ["rollcall", "echo"];

const QUESTIONS = [
  "has Norway signed?",
  "when did Latvia sign?",
  "how many countries have signed?",
  "which countries signed in 2019?",
  "is Switzerland a signatory?",
] as const;

/** What is typed where a country is asked for: nothing yet, a beginning, and with errors, which takes longest. */
const TYPED = ["", "n", "Norw", "Norwya", "Bosnia and Herzegowina"] as const;

/** discord.js holds a bot that sends more than so many messages a second back, whatever the server takes. */
const DISCORD_PAUSE_MS = 55;

/** How often a crowd asks at once; the one in the middle counts, after some that only warm both bots up. */
const CROWDS = 5;
const WARM_UP_CROWDS = 2;

interface Latency {
  readonly p50Ms: number;
  readonly p95Ms: number;
}

interface Outcome {
  readonly alone: Latency;
  /** Time of the processor for one question, asked alone. */
  readonly cpuMs: number;
  readonly atOnce: Latency;
  /** Questions that were not answered once. */
  readonly wrong: number;
}

interface Result {
  readonly way: Way;
  readonly rollcall: Outcome;
  readonly echo: Outcome;
}

/** From a mention to its answer, beside a bot that only echoes. */
export const roundtrip: Part = async ({ quick }) => {
  const results: Result[] = [];
  for (const way of WAYS) {
    progress(`roundtrip: ${way}`);
    results.push(await measure(way, quick ? 20 : 400, quick ? 20 : 200));
  }
  return { text: words(results), budgets: results.flatMap(budgetsOf), data: results };
};

type Both<T> = Readonly<Record<Bot, T>>;

/** Both bots take turns, so that whatever slows the machine slows both. */
async function measure(way: Way, rounds: number, crowd: number): Promise<Result> {
  const [rollcall, echo] = await Promise.all([openGround(way, "rollcall"), openGround(way, "echo")]);
  const grounds = { rollcall, echo };
  try {
    await askInTurns(grounds, way, rounds / 10);
    const before = { rollcall: rollcall.cpuMs(), echo: echo.cpuMs() };
    const alone = await askInTurns(grounds, way, rounds);
    const cpu = (bot: Bot) => (grounds[bot].cpuMs() - before[bot]) / rounds;
    const cpuMs = { rollcall: cpu("rollcall"), echo: cpu("echo") };
    const paced = way === "Discord, mention";
    if (!paced) await askAtOnce(grounds, crowd, WARM_UP_CROWDS);
    const atOnce = await askAtOnce(grounds, crowd, paced ? 1 : CROWDS);
    const outcome = (bot: Bot) => ({
      alone: latencyOf(alone[bot]),
      cpuMs: cpuMs[bot],
      atOnce: middle(atOnce[bot]),
      wrong: grounds[bot].answers().filter((count) => count !== 1).length,
    });
    return { way, rollcall: outcome("rollcall"), echo: outcome("echo") };
  } finally {
    await Promise.all([rollcall.close(), echo.close()]);
  }
}

async function askInTurns(grounds: Both<Ground>, way: Way, rounds: number): Promise<Both<number[]>> {
  const times: Record<Bot, number[]> = { rollcall: [], echo: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const bot of round % 2 === 0 ? BOTS : BOTS.toReversed()) {
      times[bot].push(await timed(grounds[bot], round));
    }
    if (way === "Discord, mention") await delay(DISCORD_PAUSE_MS);
  }
  return times;
}

async function askAtOnce(grounds: Both<Ground>, crowd: number, crowds: number): Promise<Both<Latency[]>> {
  const times: Record<Bot, Latency[]> = { rollcall: [], echo: [] };
  for (let round = 0; round < crowds; round += 1) {
    for (const bot of BOTS) times[bot].push(await ask(grounds[bot], crowd));
  }
  return times;
}

/** So many at once, and one more, by which a second answer to one of them would have come. */
async function ask(ground: Ground, crowd: number): Promise<Latency> {
  const times = await Promise.all(Array.from({ length: crowd }, (_, at) => timed(ground, at)));
  await timed(ground, 0);
  return latencyOf(times);
}

async function timed(ground: Ground, at: number): Promise<number> {
  const began = performance.now();
  const asked = ground.way === "Discord, typing" ? TYPED : QUESTIONS;
  await ground.ask(asked[at % asked.length] ?? asked[0]);
  return performance.now() - began;
}

function latencyOf(times: readonly number[]): Latency {
  const sorted = times.toSorted((a, b) => a - b);
  return { p50Ms: quantile(sorted, 0.5), p95Ms: quantile(sorted, 0.95) };
}

function middle(crowds: readonly Latency[]): Latency {
  const sorted = crowds.toSorted((a, b) => a.p95Ms - b.p95Ms);
  return sorted[Math.floor(sorted.length / 2)] ?? { p50Ms: Number.NaN, p95Ms: Number.NaN };
}

function budgetsOf({ way, rollcall, echo }: Result): Budget[] {
  const limit = Math.max(1.15 * echo.alone.p50Ms, echo.alone.p50Ms + 1.5);
  const once = atMost(`${way}: questions not answered once`, rollcall.wrong, 0, "");
  const p50 = atMost(`${way}: p50`, rollcall.alone.p50Ms, Number(limit.toFixed(2)), "ms");
  if (way === "Discord, typing") return [atMost(`${way}: p95`, rollcall.alone.p95Ms, 50, "ms"), once];
  // Discord takes 50 requests a second of a bot, answers to commands not counted: there the limit is its own.
  if (way === "Discord, mention") return [p50, once];
  return [p50, once, atMost(`${way}: 200 at once, p95`, rollcall.atOnce.p95Ms, 250, "ms")];
}

function words(results: readonly Result[]): string {
  return table(
    ["way, bot", "p50 ms", "p95 ms", "CPU ms", "at once p50 ms", "p95 ms", "not once"],
    results.flatMap((result) =>
      BOTS.map((bot) => {
        const { alone, cpuMs, atOnce, wrong } = result[bot];
        const numbers = [alone.p50Ms, alone.p95Ms, cpuMs, atOnce.p50Ms, atOnce.p95Ms].map(short);
        return [`${result.way}, ${bot}`, ...numbers, String(wrong)];
      }),
    ),
  );
}
