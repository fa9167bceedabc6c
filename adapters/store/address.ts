import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Where the store is. */
export type StoreAddress =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "postgresql"; readonly url: string };

/** What DATABASE_URL has to look like, for the person who sets it. */
export const DATABASE_URL_EXPECTED = "file:/path/to/a.db, or postgresql://user:password@host:5432/database";

/** The store that a bot has without DATABASE_URL. */
export function storeIn(dataDir: string): StoreAddress {
  return { kind: "file", path: join(dataDir, "rollcall.db") };
}

/** The store of a DATABASE_URL; null when it is malformed. */
export function parseStoreAddress(url: string): StoreAddress | null {
  if (/^postgres(ql)?:\/\/./.test(url)) return isDecodable(url) ? { kind: "postgresql", url } : null;
  const path = filePath(url);
  return path ? { kind: "file", path } : null;
}

/** A password with a bare `%` is no address: what would be read from it is another password, or an error. */
function isDecodable(url: string): boolean {
  return URL.canParse(url) && !/%(?![0-9a-f]{2})/i.test(url);
}

/** The store in words, without a password: `the file data/rollcall.db`. */
export function describeStore(address: StoreAddress): string {
  if (address.kind === "file") return `the file ${address.path}`;
  const { hostname, port, pathname, searchParams } = new URL(address.url);
  const host = hostname || searchParams.get("host") || "localhost";
  const name = decodeURIComponent(pathname.slice(1));
  return `the PostgreSQL database ${name || "of the user's name"} on ${host}${port ? `:${port}` : ""}`;
}

/** `file:a.db`, `file:/a.db` and `file:///a.db`; an address with a host is nobody's file. */
function filePath(url: string): string | null {
  if (!url.startsWith("file:")) return null;
  if (!url.startsWith("file://")) return url.slice("file:".length);
  if (!url.startsWith("file:///") || !URL.canParse(url)) return null;
  return fileURLToPath(url);
}
