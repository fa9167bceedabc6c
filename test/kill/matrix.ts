import { readFile } from "node:fs/promises";
import { type CaseResult, type Death, type Field, runCase, stepsAfter } from "./one-case.ts";

/** One case of the matrix: how often and where the bot dies. */
export interface Case {
  /** What the last death falls into: `settle`, `recovery: look`, `at random`. */
  readonly operation: string;
  readonly deaths: readonly Death[];
}

/** The death that makes a recovery worth dying in: posts are made, and no reply to them is written down. */
const BEFORE_RECOVERY: Death = { dieAt: "send: after request #3" };

/** A case for each step of a first life, and for each step of the one that takes up what a dead one left. */
export async function stepCases(field: Field, stepsTo: string): Promise<Case[]> {
  const first = await stepsOf(field, [], `${stepsTo}-first`);
  const recovery = await stepsOf(field, [BEFORE_RECOVERY], `${stepsTo}-recovery`);
  return [
    ...first.map((dieAt) => ({ operation: operationOf(dieAt), deaths: [{ dieAt }] })),
    ...recovery.map((dieAt) => ({
      operation: `recovery: ${operationOf(dieAt)}`,
      deaths: [BEFORE_RECOVERY, { dieAt }],
    })),
  ];
}

/** Cases in which the bot dies when some share of all deliveries is sent, or a moment after. */
export function randomCases(count: number, deliveries: number, random: () => number): Case[] {
  return Array.from({ length: count }, () => {
    const sent = Math.floor(random() * deliveries);
    const killWhen: Death["killWhen"] = (counts) =>
      counts.length > 1 && counts.some(({ state, count: number }) => state === "sent" && number >= sent);
    return { operation: "at random", deaths: [{ killWhen, killAfterMs: random() * LONGEST_MOMENT_MS }] };
  });
}

const LONGEST_MOMENT_MS = 100;

/** What came of all cases of one operation. */
export interface Row {
  readonly operation: string;
  readonly kills: number;
  /** Cases in which the bot was done before its death was due: the order of its steps is not always the same. */
  readonly unreached: number;
  readonly lost: number;
  readonly doubled: number;
  readonly disordered: number;
  readonly left: number;
}

/** Runs one case; a step that was not reached is tried a second time. */
export async function tryCase(field: Field, { deaths }: Case): Promise<CaseResult> {
  const result = await runCase(field, deaths);
  return result.died ? result : runCase(field, deaths);
}

export function rowsOf(results: ReadonlyArray<{ readonly case: Case; readonly result: CaseResult }>): Row[] {
  return [...new Set(results.map((one) => one.case.operation))].map((operation) => {
    const of = results.filter((one) => one.case.operation === operation);
    const number = (has: (result: CaseResult) => boolean) => of.filter(({ result }) => has(result)).length;
    return {
      operation,
      kills: number(({ died }) => died),
      unreached: number(({ died }) => !died),
      lost: number(({ verdict }) => verdict.lost.length > 0),
      doubled: number(({ verdict }) => verdict.doubled.length > 0),
      disordered: number(({ verdict }) => verdict.disordered.length > 0),
      left: number(({ verdict }) => verdict.left.length > 0),
    };
  });
}

async function stepsOf(field: Field, deaths: readonly Death[], stepsTo: string): Promise<string[]> {
  const { crash, log } = await stepsAfter(field, deaths, stepsTo);
  if (crash !== null) throw new Error(`A life that nobody killed ended with ${crash}:\n${log}`);
  return (await readFile(stepsTo, "utf8")).split("\n").filter((line) => line !== "");
}

function operationOf(step: string): string {
  return step.slice(0, step.indexOf(":"));
}
