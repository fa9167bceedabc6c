import type { Load } from "./contender.ts";

/** In the order of the table. */
export const CONTENDERS = ["limit", "rollcall", "rollcall-worded", "minisearch", "fuse", "nlpjs"] as const;

export type ContenderName = (typeof CONTENDERS)[number];

/** Imports nothing but what the one contender needs, so that memory and start are its own. */
export async function loaderOf(name: string): Promise<Load> {
  switch (name) {
    case "limit":
      return (await import("./limit.ts")).loadLimit;
    case "rollcall":
      return (await import("./rollcall.ts")).loadUnderstand;
    case "rollcall-worded":
      return (await import("./rollcall.ts")).loadAsk;
    case "minisearch":
      return (await import("./search.ts")).loadMiniSearch;
    case "fuse":
      return (await import("./search.ts")).loadFuse;
    case "nlpjs":
      return (await import("./nlpjs.ts")).loadNlpjs;
    default:
      throw new Error(`There is no contender "${name}".`);
  }
}
