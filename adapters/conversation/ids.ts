import { createHash } from "node:crypto";
import type { Asker } from "../platform.ts";

/** A short name of a question and its answer, made from the key of the message or interaction. */
export function idOf(key: string): string {
  return createHash("sha256").update(key).digest("base64url").slice(0, 22);
}

/** The one key of a person, by which everything that is kept of them is found: `slack:T1:U1`. */
export function askerKey({ platform, workspace, id }: Asker): string {
  return `${platform}:${workspace}:${id}`;
}

/** The person of a key. */
export function askerOf(key: string): Asker {
  const [platform = "", workspace = "", ...id] = key.split(":");
  return { platform, workspace, id: id.join(":") };
}
