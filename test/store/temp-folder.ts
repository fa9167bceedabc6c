import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, onTestFinished } from "vitest";
import { type StoreAddress, storeIn } from "../../adapters/store/address.ts";

/** A folder of its own for the test that is running, removed after it; with `afterAll`, for all of a file. */
export async function tempFolder(
  atEnd: (remove: () => Promise<void>) => void = onTestFinished,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "rollcall-"));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** File stores, each of its own, for the tests of a file that run side by side: they share one folder until its end. */
export async function emptyFiles(): Promise<() => StoreAddress> {
  const folder = await tempFolder(afterAll);
  let count = 0;
  return () => {
    count += 1;
    return storeIn(join(folder, String(count)));
  };
}

/** A file store of its own for the test that is running. */
export async function emptyFile(): Promise<StoreAddress> {
  return storeIn(await tempFolder());
}
