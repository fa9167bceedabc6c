import { describeStore, type StoreAddress } from "./address.ts";

class UnusableStore extends Error {
  override readonly name = "UnusableStore";
}

/** An error that says which store cannot be used, why, and what to do; never a password. */
export function unusable(address: StoreAddress, error: unknown): Error {
  if (error instanceof UnusableStore) return error;
  const setting = address.kind === "file" ? "DATA_DIR or DATABASE_URL" : "DATABASE_URL";
  const code = codeOf(error);
  const advice = ADVICE.get(code) ?? ADVICE.get(code.split("_", 2).join("_")) ?? `Check ${setting}.`;
  return new UnusableStore(
    `The store, ${describeStore(address)}, cannot be used: ${reasonOf(error)}. ${advice}`,
  );
}

/** Thrown on finding that the files of a store are damaged; `what` is what the database says of it. */
export class DamagedStore extends Error {
  override readonly name = "DamagedStore";
  readonly code = "SQLITE_CORRUPT";

  constructor(what: string) {
    super(`it is damaged (${what.replaceAll(/\s+/g, " ")})`);
  }
}

/** Thrown on finding tables that this version of the bot does not know; `later` are the changes that made them. */
export class NewerStore extends Error {
  override readonly name = "NewerStore";
  readonly code = "NEWER";

  constructor(later: readonly string[]) {
    super(`it is of a newer version of the bot (${later.join(", ")})`);
  }
}

const RESTORE = "keep it, and put the last backup in its place while the bot is stopped.";

const ADVICE: ReadonlyMap<string, string> = new Map([
  ["ECONNREFUSED", "Nothing listens there: start the server, or correct host and port in DATABASE_URL."],
  ["ENOTFOUND", "There is no host of that name: correct it in DATABASE_URL."],
  ["EAI_AGAIN", "The name of the host could not be looked up: check the network and DATABASE_URL."],
  ["ENOENT", "The socket is not there: start the server, or correct the host in DATABASE_URL."],
  ["28P01", "Correct user and password in DATABASE_URL."],
  ["28000", "Let the server accept this user from this host, or correct the user in DATABASE_URL."],
  ["3D000", "Create the database, or correct its name in DATABASE_URL."],
  ["42501", "Let the user create tables in the schema, or give another user in DATABASE_URL."],
  ["53300", "Close other connections, or let the server accept more (max_connections)."],
  ["57P03", "The server is starting or stopping: try again in a moment."],
  ["NEWER", "Run that version, or a later one; or go back to a backup that was made before it."],
  ["EACCES", "Let the user that runs the bot write to the folder."],
  ["EROFS", "Choose a folder that can be written to."],
  ["ENOSPC", "Make room on the disk."],
  ["SQLITE_FULL", "Make room on the disk."],
  ["SQLITE_READONLY", "Let the user that runs the bot write to the file and its folder."],
  ["SQLITE_IOERR", "Check the disk."],
  ["SQLITE_CORRUPT", `Do not mend the file: ${RESTORE}`],
  ["SQLITE_NOTADB", `If it never was one, correct DATA_DIR or DATABASE_URL; else ${RESTORE}`],
]);

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** A failed connection to several addresses of one host has a code, and no message. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return (message || codeOf(error)).replace(/\.$/, "");
}
