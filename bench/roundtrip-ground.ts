import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { startDiscordServer } from "../test/discord/server/discord-server.ts";
import { type Environment, startProgram } from "../test/life-cycle/program.ts";
import { startSlackServer } from "../test/slack/server/slack-server.ts";
import { KNOWLEDGE_DIR } from "./setting.ts";

export type Bot = "rollcall" | "echo";
export type Way =
  | "Slack, Socket Mode"
  | "Slack, HTTP"
  | "Discord, mention"
  | "Discord, command"
  | "Discord, typing";

/** A bot in a process of its own, connected to a platform on the loopback. */
export interface Ground {
  readonly way: Way;
  /** Someone asks; resolves when the answer has come. */
  ask(question: string): Promise<void>;
  /** How often each question so far was answered. */
  answers(): readonly number[];
  /** Time of the processor that the bot has had so far; NaN where the system does not tell. */
  cpuMs(): number;
  close(): Promise<void>;
}

export function openGround(way: Way, bot: Bot): Promise<Ground> {
  return way === "Slack, Socket Mode" || way === "Slack, HTTP"
    ? slackGround(way, bot)
    : discordGround(way, bot);
}

async function slackGround(way: Way, bot: Bot): Promise<Ground> {
  const slack = await startSlackServer();
  const { tokens, apiUrl } = slack;
  const byHttp = way === "Slack, HTTP";
  const run =
    bot === "echo"
      ? await startEcho("./echo-slack.js", {
          ...{ apiUrl, bot: tokens.bot, app: byHttp ? null : tokens.app, secret: tokens.signingSecret },
        })
      : await startRollcall(
          {
            ...{ SLACK_BOT_TOKEN: tokens.bot, SLACK_API_URL: apiUrl, PORT: "0" },
            ...(byHttp ? { SLACK_SIGNING_SECRET: tokens.signingSecret } : { SLACK_APP_TOKEN: tokens.app }),
          },
          byHttp ? "Listening for Slack." : "Connected to Slack.",
        );
  if (byHttp) slack.sendEventsTo(`http://127.0.0.1:${run.port}/slack/events`);
  let asked = 0;
  const channelOf = (number: number) => `C0ASK${number}`;
  return {
    way,
    async ask(text) {
      asked += 1;
      const channel = channelOf(asked);
      const answer = slack.waitForMessage((message) => message.channel === channel && message.botId !== null);
      await Promise.all([slack.mention({ channel, user: `U0ASKER${asked}`, text }), answer]);
    },
    answers: () =>
      Array.from(
        { length: asked },
        (_, at) => slack.messages(channelOf(at + 1)).filter(({ botId }) => botId !== null).length,
      ),
    cpuMs: () => cpuMsOf(run.pid),
    async close() {
      await run.stop();
      await slack.close();
    },
  };
}

async function discordGround(way: Way, bot: Bot): Promise<Ground> {
  const discord = await startDiscordServer({ isTrusting: true });
  const { token, apiUrl } = discord;
  const run =
    bot === "echo"
      ? await startEcho("./echo-discord.js", { apiUrl, token })
      : await startRollcall(
          { DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl },
          "Discord was told of the commands.",
        );
  const channel = discord.channel();
  const mentions: string[] = [];
  const commands: number[] = [];
  return {
    way,
    async ask(content) {
      // Someone else each time: nobody may ask for ever without pause.
      const user = discord.person("asker");
      if (way !== "Discord, mention") {
        const at = commands.push(0) - 1;
        if (way === "Discord, command") await discord.slash("ask", { question: content }, { user, channel });
        else await discord.autocomplete("signed", "country", content, { user, channel });
        commands[at] = 1;
        return;
      }
      const id = discord.mention({ channel: channel.id, user, content });
      mentions.push(id);
      await discord.waitForMessage(({ message_reference }) => message_reference?.message_id === id);
    },
    answers() {
      const replies = discord
        .messages(channel.id)
        .map(({ message_reference }) => message_reference?.message_id);
      return [...commands, ...mentions.map((id) => replies.filter((reply) => reply === id).length)];
    },
    cpuMs: () => cpuMsOf(run.pid),
    async close() {
      await run.stop();
      await discord.close();
    },
  };
}

/** Ticks of Linux are ten milliseconds long. */
const TICK_MS = 10;

function cpuMsOf(pid: number | undefined): number {
  const stat = `/proc/${pid}/stat`;
  if (!existsSync(stat)) return Number.NaN;
  const [, user, system] = /\) \S(?: \S+){10} (\d+) (\d+)/.exec(readFileSync(stat, "utf8")) ?? [];
  return (Number(user) + Number(system)) * TICK_MS;
}

interface Run {
  /** Where it takes events by HTTP; 0 where it does not. */
  readonly port: number;
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

const told = z.looseObject({ port: z.number().default(0) });

/** The bot as `npm start` has it, until it logs `ready`. */
async function startRollcall(environment: Environment, ready: string): Promise<Run> {
  const folder = await mkdtemp(join(tmpdir(), "rollcall-bench-"));
  const program = startProgram("main.js", [], {
    ...environment,
    ...{ KNOWLEDGE_DIR, DATA_DIR: folder },
  });
  const ended = program.ended.then(({ stderr }) => {
    throw new Error(`The bot ended before it was connected:\n${stderr}`);
  });
  const { port } = told.parse(JSON.parse(await Promise.race([program.line(ready), ended])));
  ended.catch(() => undefined);
  return {
    port,
    pid: program.pid,
    async stop() {
      program.signal("SIGTERM");
      await program.ended;
      await rm(folder, { recursive: true });
    },
  };
}

async function startEcho(script: string, task: object): Promise<Run> {
  const child: ChildProcess = fork(fileURLToPath(new URL(script, import.meta.url)), [JSON.stringify(task)]);
  const ended = once(child, "exit").then(() => {
    throw new Error(`${script} ended early.`);
  });
  ended.catch(() => undefined);
  const [message] = await Promise.race([once(child, "message"), ended]);
  return {
    port: told.parse(message).port,
    pid: child.pid,
    async stop() {
      const exit = once(child, "exit");
      child.kill("SIGTERM");
      await exit;
    },
  };
}
