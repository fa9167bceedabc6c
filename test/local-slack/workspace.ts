import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { ROOT } from "../fixtures/root.ts";
import type { Mode } from "../slack/bot.ts";

export const PROGRAM = join(ROOT, "test/local-slack/node_modules/local-slack-linux-x64/bin/local-slack");

/** Free, as a network of its own has nothing else in it. */
export const PORTS = { slack: 4748, bot: 4747 } as const;
export const SECRETS = {
  bot: "xoxb-test-token",
  app: "xapp-test-token",
  signing: "test-signing-secret",
} as const;
export const WHO = { bot: "U0BOT", person: "U01ALICE", channel: "C01GEN" } as const;

const message = z.looseObject({
  ts: z.string(),
  user: z.string().optional(),
  text: z.string().default(""),
  thread_ts: z.string().optional(),
  subtype: z.string().optional(),
  blocks: z.array(z.looseObject({ type: z.string() })).default([]),
});
type LocalMessage = z.output<typeof message>;

/** The other maker's Slack as a process, with one workspace, one person and one channel. */
export interface Workspace {
  readonly apiUrl: string;
  /** Someone writes in a channel, or, to a person's id, to the bot; gives the message and its channel. */
  say(
    text: string,
    where?: { readonly channel?: string; readonly thread?: string },
  ): Promise<{ ts: string; channel: string }>;
  /** Any other call of its control interface: `command`, `interact`, `open-home`, `edit-message`. */
  control(call: string, body: object): Promise<unknown>;
  /** What went between it and the bot. */
  log(): Promise<unknown>;
  messages(channel?: string): Promise<readonly LocalMessage[]>;
  /** The first message of the bot that fits, as soon as there is one. */
  answer(fits: (message: LocalMessage) => boolean, channel?: string): Promise<LocalMessage>;
  /** Ends it at once and starts it again, empty, on the same port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const LOOK_EVERY_MS = 5;
const PATIENCE_MS = 60_000;
const told = z.object({ message: z.object({ ts: z.string(), channel: z.string() }) });

export async function startWorkspace(mode: Mode): Promise<Workspace> {
  const folder = await mkdtemp(join(tmpdir(), "rollcall-local-slack-"));
  const config = join(folder, "workspace.json");
  await writeFile(config, JSON.stringify(configOf(mode)));
  let running = await start(config);
  const base = `http://127.0.0.1:${PORTS.slack}`;
  const control: Workspace["control"] = (call, body) =>
    ask(`${base}/_control/${call}`, {
      ...{ method: "POST", headers: { "content-type": "application/json" } },
      body: JSON.stringify(body),
    });
  const messages: Workspace["messages"] = async (channel = WHO.channel) => {
    const read = await ask(`${base}/_control/messages/${channel}`);
    return z.object({ messages: z.array(message) }).parse(read).messages;
  };
  return {
    apiUrl: `${base}/api/`,
    control,
    messages,
    log: () => ask(`${base}/_control/log`),
    async say(text, { channel = WHO.channel, thread } = {}) {
      const said = {
        channel,
        user: WHO.person,
        text,
        ...(thread === undefined ? {} : { thread_ts: thread }),
      };
      return told.parse(await control("message", said)).message;
    },
    async answer(fits, channel) {
      const [found] = await until(async () =>
        (await messages(channel)).filter((each) => each.user === WHO.bot && fits(each)),
      );
      if (!found) throw new Error(`No such answer: ${JSON.stringify(await messages(channel))}`);
      return found;
    },
    async restart() {
      await end(running, "SIGKILL");
      running = await start(config);
    },
    async stop() {
      await end(running, "SIGTERM");
      await rm(folder, { recursive: true });
    },
  };
}

/** Looks again and again until there are so many of what is looked for, and gives what there is after a minute. */
export async function until<T>(look: () => Promise<readonly T[]>, count = 1): Promise<readonly T[]> {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found.length >= count || Date.now() > deadline) return found;
    await delay(LOOK_EVERY_MS);
  }
}

function configOf(mode: Mode): object {
  const way =
    mode === "socket"
      ? { mode: "socket" }
      : { mode: "events", requestUrl: `http://127.0.0.1:${PORTS.bot}/slack/events` };
  return {
    workspace: { name: "Test", domain: "test", teamId: "T01TEST" },
    apps: [
      {
        ...{ appId: "A01APP", botUserId: WHO.bot, botName: "rollcall", ...way },
        ...{ botToken: SECRETS.bot, appToken: SECRETS.app, signingSecret: SECRETS.signing },
      },
    ],
    users: [{ id: WHO.person, name: "alice", real_name: "Alice Anderson", email: "alice@example.com" }],
    channels: [{ id: WHO.channel, name: "general", members: [WHO.person, WHO.bot] }],
  };
}

async function start(config: string): Promise<ChildProcess> {
  const args = ["--config", config, "--port", String(PORTS.slack), "--base-host", "127.0.0.1"];
  const child = spawn(PROGRAM, args, { stdio: ["ignore", "pipe", "inherit"], env: {} });
  for await (const line of createInterface(child.stdout))
    if (line.includes("socket mode") || line.includes("A01APP")) break;
  child.stdout.resume();
  return child;
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  const closed = once(child, "exit");
  child.kill(signal);
  await closed;
}

async function ask(url: string, init?: RequestInit): Promise<unknown> {
  const response = await fetch(url, init);
  const body: unknown = await response.json();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${JSON.stringify(body)}`);
  return body;
}
