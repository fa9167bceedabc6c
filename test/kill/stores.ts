import { randomUUID } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { type StoreAddress, storeIn } from "../../adapters/store/address.ts";
import { createSchema } from "../postgresql/schema.ts";

export const STORES = ["file", "postgres"] as const;
export type StoreName = (typeof STORES)[number];

/** An empty store for one case, removed after it. */
interface OwnStore {
  readonly address: StoreAddress;
  remove(): Promise<void>;
}

/** Makes empty stores of one kind. */
export type EmptyStore = () => Promise<OwnStore>;

export function emptyFiles(folder: string): EmptyStore {
  return async () => {
    const own = join(folder, randomUUID());
    await mkdir(own, { recursive: true });
    return { address: storeIn(own), remove: () => rm(own, { recursive: true }) };
  };
}

export function emptySchemas(server: string): EmptyStore {
  return async () => {
    const { address, drop } = await createSchema(server);
    return { address, remove: drop };
  };
}
