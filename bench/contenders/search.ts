import { indexNames, mask } from "../country-names.ts";
import { type Contender, type Guess, type Load, REFUSED } from "./contender.ts";
import { requirePeer } from "./peer.ts";

/** Finds the nearest example, or null; more is better. */
type Nearest = (masked: string) => { readonly op: string; readonly score: number } | null;

/**
 * A search library over the examples. Countries are found for it by exact name, which is quicker and surer
 * than a search of its own for each word would be.
 */
function searcher(nearest: Nearest, names: Parameters<typeof indexNames>[0]): Contender<Guess> {
  const index = indexNames(names);
  return {
    run(text) {
      const { text: masked, countries } = mask(text, index);
      const found = nearest(masked);
      return found ? { ...found, countries } : REFUSED;
    },
    guess: (found) => found,
  };
}

interface Fuse {
  search(
    query: string,
    options: { readonly limit: number },
  ): ReadonlyArray<{ readonly refIndex: number; readonly score: number }>;
}

/** Fuse.js by token search, the setting that suits whole questions. */
export const loadFuse: Load = async ({ examples, names }) => {
  const Fuse: new (texts: readonly string[], options: object) => Fuse = requirePeer("fuse.js");
  const options = { useTokenSearch: true, includeScore: true };
  const fuse = new Fuse(
    examples.map(({ masked }) => masked),
    options,
  );
  return searcher((masked) => {
    const [best] = fuse.search(masked, { limit: 1 });
    const example = best ? examples[best.refIndex] : undefined;
    return best && example ? { op: example.op, score: 1 - best.score } : null;
  }, names);
};

interface MiniSearch {
  addAll(documents: ReadonlyArray<{ readonly id: number; readonly text: string }>): void;
  search(query: string): ReadonlyArray<{ readonly id: number; readonly score: number }>;
}

/** MiniSearch by BM25 with fuzzy words, at the fuzziness its guide suggests. */
export const loadMiniSearch: Load = async ({ examples, names }) => {
  const MiniSearch: new (options: object) => MiniSearch = requirePeer("minisearch");
  const index = new MiniSearch({ fields: ["text"], searchOptions: { fuzzy: 0.2 } });
  index.addAll(examples.map(({ masked }, id) => ({ id, text: masked })));
  return searcher((masked) => {
    const [best] = index.search(masked);
    const example = best ? examples[best.id] : undefined;
    return best && example ? { op: example.op, score: best.score } : null;
  }, names);
};
