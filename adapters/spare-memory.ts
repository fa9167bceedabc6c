import { setFlagsFromString } from "node:v8";

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
  relaxing = setTimeout(relax, FOR_MS).unref();
}

function relax(): void {
  relaxing = null;
  setFlagsFromString("--heap-growing-percent=0");
}
