import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import type { StoreAddress } from "../../adapters/store/address.ts";
import { openStoreToRead } from "../../adapters/store/open-store.ts";
import type { DeliveryCount } from "../../adapters/store/outbox.ts";
import { ROOT } from "../fixtures/root.ts";
import { type Program, startProgram } from "../life-cycle/program.ts";
import { lookInto } from "../store/look-into.ts";
import type { Ground } from "./ground.ts";
import type { History, Known } from "./history.ts";

/** The loader that numbers steps, as it is built. */
const LOADER = pathToFileURL(join(ROOT, "dist/test/kill/die-at-step.js")).href;

/** Each life begins so much later than the one before, by its own clock: leases are over, and looks are due. */
const LATER_MS = 20_000;

const LOOK_EVERY_MS = 50;
/** A machine may be busy. */
const PATIENCE_MS = 5 * 60_000;

/** Where and with what a bot lives. */
export interface Setting {
  readonly ground: Ground;
  readonly history: History;
  readonly address: StoreAddress;
}

/** What a life did, and how it ended. */
export interface Lived {
  readonly counts: readonly DeliveryCount[];
  /** How it ended by itself, before anyone wanted it to; null when it did not. */
  readonly crash: number | null;
  /** Whether it died at its step. */
  readonly died: boolean;
  readonly log: string;
}

export interface Life {
  /** How many came before it. */
  readonly number: number;
  /** The step at which it dies. */
  readonly dieAt?: string;
  /** A file that gets the name of each step. */
  readonly stepsTo?: string;
  /** When to kill it from outside, by what the store has. */
  readonly killWhen?: (counts: readonly DeliveryCount[]) => boolean;
  /** How much later. */
  readonly killAfterMs?: number;
}

/** A bot from its start until it dies, or nothing is left to do; then it is killed, or asked to stop if it is to die. */
export async function live(setting: Setting, life: Life): Promise<Lived> {
  const program = start(setting, life);
  running.add(program);
  let isOver = false;
  const ended = program.ended.finally(() => {
    isOver = true;
    running.delete(program);
  });
  const { hash } = knownBy(setting, life);
  const { killWhen, killAfterMs = 0 } = life;
  const counts = await watch(setting.address, ({ counts, seen }) => {
    if (isOver) return true;
    return killWhen ? killWhen(counts) : seen.includes(hash) && isSettled(counts);
  });
  if (killWhen) await delay(killAfterMs);
  const wasOver = isOver;
  // Steps come at the end too.
  program.signal((life.dieAt ?? life.stepsTo) ? "SIGTERM" : "SIGKILL");
  const { code, stderr } = await ended;
  return { counts, crash: wasOver ? code : null, died: code === null, log: stderr };
}

const running = new Set<Program>();
process.once("exit", () => {
  for (const program of running) program.signal("SIGKILL");
});

function knownBy({ history }: Setting, { number }: Life): Known {
  return number === 0 ? history.first : history.later;
}

function start(setting: Setting, life: Life): Program {
  const { ground, address } = setting;
  return startProgram("main.js", [], {
    ...ground.environment,
    ...knownBy(setting, life).environment,
    DATABASE_URL: address.kind === "file" ? `file:${address.path}` : address.url,
    // More room for young objects: a start takes a fifth less of the machine.
    NODE_OPTIONS: `--import=${LOADER} --max-semi-space-size=64`,
    CLOCK_AHEAD_MS: String(life.number * LATER_MS),
    ...(life.dieAt === undefined ? {} : { DIE_AT: life.dieAt }),
    ...(life.stepsTo === undefined ? {} : { STEPS_TO: life.stepsTo }),
  });
}

function isSettled(counts: readonly DeliveryCount[]): boolean {
  return counts.every(({ state }) => state === "sent" || state === "dead");
}

interface View {
  /** Hashes of what was announced. */
  readonly seen: readonly string[];
  /** Of no earlier moment than `seen`, so that what was announced is among them. */
  readonly counts: readonly DeliveryCount[];
}

/** Looks into the store from outside until `isOver`, or patience ends; the result is what there was last. */
async function watch(
  address: StoreAddress,
  isOver: (view: View) => boolean,
): Promise<readonly DeliveryCount[]> {
  const store = await openStoreToRead(address);
  if (!store) throw new Error("There is no store.");
  const end = performance.now() + PATIENCE_MS;
  try {
    for (;;) {
      const seen = (await lookInto(store)).ground?.ledger.seen ?? [];
      const counts = await store.outbox.counts();
      if (isOver({ seen, counts }) || performance.now() > end) return counts;
      await delay(LOOK_EVERY_MS);
    }
  } finally {
    await store.close();
  }
}
