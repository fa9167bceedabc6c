import type { Store } from "../../adapters/store/store.ts";
import type { Poster } from "../../src/announcements/poster.ts";

/** A process that dies at a numbered step: from then on nothing it began comes back. */
export interface Mortal {
  readonly store: Pick<Store, "outbox" | "leases">;
  readonly poster: Poster;
  /** Resolves when the process has died. */
  readonly died: Promise<void>;
  steps(): number;
}

/** Each write to the store and each word with the platform is two steps: before it, and after it. */
export function mortal({ outbox, leases }: Store, poster: Poster, dieAt: number): Mortal {
  let steps = 0;
  let die: (() => void) | null = null;
  const died = new Promise<void>((resolve) => {
    die = resolve;
  });
  const gate = async () => {
    steps += 1;
    if (steps < dieAt) return;
    die?.();
    await new Promise(() => {
      // The dead do not answer.
    });
  };
  const step = async <T>(work: () => Promise<T>): Promise<T> => {
    await gate();
    const result = await work();
    await gate();
    return result;
  };
  return {
    store: {
      outbox: {
        ...outbox,
        begin: (...given) => step(() => outbox.begin(...given)),
        settle: (...given) => step(() => outbox.settle(...given)),
        stranded: (...given) => step(() => outbox.stranded(...given)),
      },
      leases: {
        take: (...given) => step(() => leases.take(...given)),
        renew: (...given) => step(() => leases.renew(...given)),
        release: (...given) => step(() => leases.release(...given)),
      },
    },
    poster: {
      send: (...given) => step(() => poster.send(...given)),
      find: (...given) => step(() => poster.find(...given)),
    },
    died,
    steps: () => steps,
  };
}
