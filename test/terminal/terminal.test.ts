import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { dataFolder } from "../fixtures/data-folder.ts";
import { runProgram } from "./ask-process.ts";

/** `script` of util-linux gives a program a terminal; that of macOS is another. */
const CAN_PRETEND = /util-linux/.test(spawnSync("script", ["--version"], { encoding: "utf8" }).stdout ?? "");
const PROGRAMS = { start: "main.js", ask: "terminal/ask.js" };

describe.skipIf(!CAN_PRETEND)("on a terminal", { timeout: 60_000 }, () => {
  it("opens a conversation by npm start without a token, and says what each platform needs", async () => {
    const { code, stdout } = await onTerminal("start", { TERM: "xterm" });
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /slack: not started, .*SLACK_BOT_TOKEN.*\r\n.*discord: not started, .*DISCORD_TOKEN/,
    );
    expect(stdout).toContain(
      "\u001b[1mYes. Norway signed on 14 June 2019, the 21st country to do so.\u001b[22m",
    );
    expect(stdout).toContain("Yes. Sweden signed");
  });

  it("opens one by npm run ask, without colours under NO_COLOR", async () => {
    const { code, stdout } = await onTerminal("ask", { TERM: "xterm", NO_COLOR: "1" });
    expect(code).toBe(0);
    expect(stdout).toContain("Yes. Sweden signed");
    for (const code of ["\u001b[1m", "\u001b[2m", "\u001b[22m"]) expect(stdout).not.toContain(code);
  });
});

async function onTerminal(name: keyof typeof PROGRAMS, env: Readonly<Record<string, string>>) {
  const path = fileURLToPath(new URL(`../../dist/adapters/${PROGRAMS[name]}`, import.meta.url));
  const input = "has Norway signed?\rand Sweden?\rexit\r";
  const command = `'${process.execPath}' '${path}'`;
  return runProgram("script", ["-qec", command, "/dev/null"], {
    input,
    env: { PATH: process.env["PATH"] ?? "", DATA_DIR: await dataFolder(), ...env },
  });
}
