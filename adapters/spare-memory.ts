import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** How far the heap may grow before it is collected, in percent of what is in use: less makes answers wait. */
const USUAL_GROWTH = 100;
const SPARING_GROWTH = 20;

/** Long enough from one batch of posts to the next. */
const SPARING_MS = 60_000;

let sparing: NodeJS.Timeout | null = null;

/** At start: left to itself, the engine lets the heap grow to several times what is in use. */
export function limitMemory(): void {
  allowGrowth(USUAL_GROWTH);
}

/** For a minute keeps memory shorter, at the cost of time: a post to very many channels makes and drops very much. */
export function spareMemory(): void {
  if (sparing) {
    sparing.refresh();
    return;
  }
  allowGrowth(SPARING_GROWTH);
  collect();
  sparing = setTimeout(() => {
    sparing = null;
    limitMemory();
  }, SPARING_MS).unref();
}

/**
 * How far it may grow is decided at the end of a collection: it would go on for long as the last one allowed. That is
 * one pause of some 50 ms.
 */
function collect(): void {
  setFlagsFromString("--expose-gc");
  const gc: unknown = runInNewContext("gc");
  setFlagsFromString("--no-expose-gc");
  if (typeof gc === "function") gc();
}

function allowGrowth(percent: number): void {
  setFlagsFromString(`--heap-growing-percent=${percent}`);
}
