import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** Long enough from one batch of posts to the next. */
const FOR_MS = 60_000;

let relaxing: NodeJS.Timeout | null = null;

/**
 * For a minute has garbage collected once it is a fifth of what is in use. Left to itself, the engine lets it grow to
 * several times as much when very many small things are made and dropped, as in a post to very many channels; but
 * whoever asks meanwhile waits for it, so that it is done only then.
 */
export function spareMemory(): void {
  if (relaxing) {
    relaxing.refresh();
    return;
  }
  setFlagsFromString("--heap-growing-percent=20");
  collect();
  relaxing = setTimeout(relax, FOR_MS).unref();
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

function relax(): void {
  relaxing = null;
  setFlagsFromString("--heap-growing-percent=0");
}
