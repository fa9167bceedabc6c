interface Waiting<In, Out> {
  readonly item: In;
  resolve(out: Out): void;
  reject(error: unknown): void;
}

/**
 * Has `run` do at once what is asked for in one turn of the event loop, or within `lingerMs`, and what comes while it is
 * busy: for a database many rows in one statement are little more work than one. `run` gives a result for each item, in order.
 * Where it fails over several, each is tried by itself, so that none fails for another.
 */
export function together<In, Out>(
  most: number,
  run: (items: readonly In[]) => Promise<readonly Out[]>,
  lingerMs = 0,
): (item: In) => Promise<Out> {
  let waiting: Array<Waiting<In, Out>> = [];
  let isBusy = false;

  const settle = async (batch: ReadonlyArray<Waiting<In, Out>>): Promise<void> => {
    try {
      const outs = await run(batch.map(({ item }) => item));
      for (const [at, out] of outs.entries()) batch[at]?.resolve(out);
    } catch (error) {
      if (batch.length > 1) await Promise.all(batch.map((one) => settle([one])));
      else batch[0]?.reject(error);
    }
  };

  const work = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, most);
      waiting = waiting.slice(most);
      await settle(batch);
    }
    isBusy = false;
  };

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (isBusy) return;
      isBusy = true;
      if (lingerMs > 0) setTimeout(() => void work(), lingerMs);
      else setImmediate(() => void work());
    });
}
