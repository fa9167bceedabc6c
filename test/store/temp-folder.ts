import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type StoreAddress, storeIn } from "../../adapters/store/address.ts";

/** A folder of its own for the test that is running, removed after it; with `afterAll`, for all of a file. */
export async function tempFolder(
  atEnd: (remove: () => Promise<void>) => void = onTestFinished,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "rollcall-"));
  atEnd(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A file store of its own for the test that is running. */
export async function emptyFile(): Promise<StoreAddress> {
  return storeIn(await tempFolder());
}
