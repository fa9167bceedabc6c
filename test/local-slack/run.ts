import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { PROGRAM } from "./workspace.ts";

/**
 * `npm run test:local-slack`: exit code 0 when all passed, or when it cannot be run here, which is said.
 *
 * The other Slack listens on all interfaces and asks for no token, so it only runs where nobody else can reach it.
 */
function main(): number {
  const reason = whyNot();
  if (reason !== null) {
    process.stdout.write(`Skipped: ${reason}\n`);
    return 0;
  }
  const inside = fileURLToPath(new URL("./inside.js", import.meta.url));
  const run = 'ip link set lo up && exec "$0" "$1"';
  const { status } = spawnSync("unshare", ["-rn", "sh", "-c", run, process.execPath, inside], {
    stdio: "inherit",
  });
  return status ?? 1;
}

function whyNot(): string | null {
  if (process.platform !== "linux" || process.arch !== "x64") return "local-slack is for Linux on x64 only.";
  if (!existsSync(PROGRAM)) return "local-slack is not installed: npm ci --prefix test/local-slack";
  const { status } = spawnSync("unshare", ["-rn", "ip", "link", "set", "lo", "up"], { stdio: "ignore" });
  return status === 0 ? null : "this machine gives no network of its own (unshare -rn, ip).";
}

process.exitCode = main();
