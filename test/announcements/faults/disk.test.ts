import { execFile, spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { inMatrix } from "../../fault-matrix/in-matrix.ts";
import { tempFolder } from "../../store/temp-folder.ts";

const run = promisify(execFile);
const PROGRAM = fileURLToPath(
  new URL("../../../dist/test/announcements/faults/disk-process.js", import.meta.url),
);
/** A disk of its own, in a user namespace of its own: nothing outside sees it. */
const MOUNT = 'disk=$1; node=$2; program=$3; mount -t tmpfs -o size=2m tmpfs "$disk" && ';
const FULL = '"$node" "$program" "$disk" full';
const READ_ONLY = [
  '"$node" "$program" "$disk" adopt && mount -o remount,ro "$disk"',
  '"$node" "$program" "$disk" adopt && mount -o remount,rw "$disk" && "$node" "$program" "$disk" dispatch',
].join(" && ");
const possible = spawnSync("unshare", ["-rm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]).status === 0;
const IMPOSSIBLE = "this machine has no user namespaces";

describe("a disk", () => {
  it("that is full loses no news, and doubles none once there is room", {
    timeout: 120_000,
  }, async (context) => {
    inMatrix(context, { fault: "disk full", where: "libsql", checked: "told by name, then each post once" });
    if (!possible) context.skip(IMPOSSIBLE);
    expect(await lifeOn(FULL)).toEqual({
      refused: expect.stringMatching(/full/),
      posted: [1, 1],
      counts: [{ platform: "slack", state: "sent", count: 2 }],
    });
  });

  it("that cannot be written is told by name, and goes on once it can", {
    timeout: 120_000,
  }, async (context) => {
    inMatrix(context, {
      fault: "disk read-only",
      where: "libsql",
      checked: "told by name, then each post once",
    });
    if (!possible) context.skip(IMPOSSIBLE);
    expect(await lifeOn(READ_ONLY)).toEqual({
      refused: expect.stringContaining("rollcall.db"),
      posted: [1, 1],
      counts: [{ platform: "slack", state: "sent", count: 2 }],
    });
  });
});

/** What all processes of that life told, together. */
async function lifeOn(script: string): Promise<object> {
  const args = ["-rm", "sh", "-c", MOUNT + script, "sh", await tempFolder(), process.execPath, PROGRAM];
  const { stdout } = await run("unshare", args);
  const told = stdout
    .trim()
    .split("\n")
    .map((line): object => JSON.parse(line));
  return Object.assign({}, ...told);
}
