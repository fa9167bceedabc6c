import { type PlatformName, startGround } from "./ground.ts";
import type { History } from "./history.ts";
import { type Life, type Lived, live, type Setting } from "./lives.ts";
import { prepareStore } from "./prepare-store.ts";
import type { EmptyStore } from "./stores.ts";
import { judge, type Verdict } from "./verdict.ts";

/** What all cases on one platform and one kind of store share. */
export interface Field {
  readonly platform: PlatformName;
  readonly channels: number;
  readonly history: History;
  readonly empty: EmptyStore;
}

/** One death of a bot. */
export type Death = Pick<Life, "dieAt" | "killWhen" | "killAfterMs">;

/** A bot that died so often, and what came of it once one was left to live. */
export interface CaseResult {
  /** False when some life ended before its death was due. */
  readonly died: boolean;
  readonly verdict: Verdict;
  /** What all its lives logged. */
  readonly log: string;
}

/** Lets a bot die each of `deaths` in turn, and then live. */
export async function runCase(field: Field, deaths: readonly Death[]): Promise<CaseResult> {
  return onField(field, async (setting) => {
    const lives: Lived[] = [];
    for (const [number, death] of deaths.entries()) lives.push(await live(setting, { number, ...death }));
    const last = await live(setting, { number: Math.max(1, deaths.length) });
    const verdict = judge(setting.ground, last.counts);
    const ends = [...lives, last].flatMap(({ crash }) => (crash === null ? [] : [`it ended with ${crash}`]));
    return {
      died: lives.every(({ died }) => died),
      verdict: { ...verdict, left: [...verdict.left, ...ends] },
      log: [...lives, last].map(({ log }) => log).join("\n--- the next life\n"),
    };
  });
}

/** The steps of a life that nobody kills, after `deaths`. */
export function stepsAfter(field: Field, deaths: readonly Death[], stepsTo: string): Promise<Lived> {
  return onField(field, async (setting) => {
    for (const [number, death] of deaths.entries()) await live(setting, { number, ...death });
    return live(setting, { number: deaths.length, stepsTo });
  });
}

async function onField<T>(field: Field, use: (setting: Setting) => Promise<T>): Promise<T> {
  const { history } = field;
  const ground = await startGround(field.platform, field.channels);
  const { address, remove } = await field.empty();
  try {
    await prepareStore(address, history, ground);
    return await use({ ground, history, address });
  } finally {
    await ground.close();
    await remove();
  }
}
