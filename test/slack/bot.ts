import { pino } from "pino";
import { z } from "zod";
import type { ChatAnswer, HeardWords, RunningPlatform } from "../../adapters/platform.ts";
import { startSlack } from "../../adapters/slack/app.ts";
import { createClients } from "../../adapters/slack/clients.ts";
import type { WorkspaceStore } from "../../adapters/slack/open-workspaces.ts";
import { PATIENCE, type Patience } from "../../adapters/slack/patience.ts";
import { createPoster } from "../../adapters/slack/poster.ts";
import type { SlackConnection, SlackSettings } from "../../adapters/slack/read-settings.ts";
import type { Poster } from "../../src/announcements/poster.ts";
import { type EchoServices, echoServices } from "../fixtures/chat-services.ts";
import { quietLog } from "./quiet-log.ts";
import { reply } from "./reply.ts";
import { type SlackServer, TOKENS } from "./server/slack-server.ts";
import { SELF, type StoredMessage } from "./server/workspace.ts";

export type Mode = SlackConnection["kind"];

/** Both ways to Slack: what is true by one is true by the other. */
export const MODES: readonly Mode[] = ["socket", "http"];

const logLine = z.looseObject({ msg: z.string(), port: z.number().optional() });
type LogLine = z.output<typeof logLine>;

/** Services that echo what they were asked, and remember it. */
export interface StandIn extends EchoServices {
  readonly lines: readonly LogLine[];
}

export function standIn(
  answer: (heard: HeardWords) => string = ({ text }) => `You asked: ${text}`,
  change: Partial<ChatAnswer> = {},
): StandIn {
  const lines: LogLine[] = [];
  const log = pino({ level: "trace" }, { write: (line) => lines.push(logLine.parse(JSON.parse(line))) });
  return { ...echoServices((heard) => reply({ text: answer(heard) }), log, change), lines };
}

export function settingsFor(apiUrl: string, mode: Mode): SlackSettings {
  const connection: SlackConnection =
    mode === "socket"
      ? { kind: "socket", appToken: TOKENS.app }
      : { kind: "http", signingSecret: TOKENS.signingSecret };
  const listen = { port: 0, host: "127.0.0.1" };
  return { botToken: TOKENS.bot, connection, oauth: null, listen, apiUrl };
}

/** For a bot in one workspace, of which nothing is kept. */
export const NO_STORE: WorkspaceStore = {
  installations: {
    of: async () => null,
    save: async () => undefined,
    remove: async () => false,
    claimRenewal: async () => false,
    renew: async () => false,
    belongs: async () => undefined,
    workspacesOf: async () => [],
  },
  subscriptions: { of: async () => null, pauseWorkspace: async () => [] },
};

/** Patience for tests, which do not wait to connect again. */
export const HASTE: Patience = { ...PATIENCE, reconnectMs: 10 };

export interface Bot extends RunningPlatform {
  readonly services: StandIn;
  /** Where it takes events by HTTP; empty in Socket Mode. */
  readonly eventsUrl: string;
}

/** Starts the real adapter against `server`, and leads the events of HTTP mode to it. */
export async function startBot(server: SlackServer, mode: Mode, services = standIn()): Promise<Bot> {
  const running = await startSlack(settingsFor(server.apiUrl, mode), NO_STORE, { patience: HASTE })(services);
  const port = services.lines.find((line) => line.port !== undefined)?.port;
  const eventsUrl = port === undefined ? "" : `http://127.0.0.1:${port}/slack/events`;
  if (eventsUrl !== "") server.sendEventsTo(eventsUrl);
  return { ...running, services, eventsUrl };
}

/** The answer of the stand-in to `question`, once it stands. */
export function answerTo(slack: SlackServer, question: string): Promise<StoredMessage> {
  return slack.waitForMessage(({ botId, text }) => botId === SELF.botId && text === `You asked: ${question}`);
}

/** What the bot wrote in a channel. */
export function answersIn(slack: SlackServer, channel: string): readonly StoredMessage[] {
  return slack.messages(channel).filter(({ botId }) => botId === SELF.botId);
}

/** The poster of announcements over `slack`. */
export function posterOn(slack: SlackServer): Poster {
  const clients = createClients(settingsFor(slack.apiUrl, "socket"), TOKENS.bot, quietLog, HASTE);
  return createPoster(clients.announcements, { userId: SELF.userId, botId: SELF.botId });
}
