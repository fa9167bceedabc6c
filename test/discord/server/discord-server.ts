import { once } from "node:events";
import type { APIMessage, APIUser } from "discord-api-types/v10";
import { GatewayIntentBits, Locale, PermissionFlagsBits } from "discord-api-types/v10";
import { createFaults, type FaultRule } from "./faults.ts";
import { attachGateway, type Gateway, gatewayUrl, type LeftOut } from "./gateway.ts";
import { createHttp, type Request } from "./http.ts";
import type { Deed, Doing } from "./interaction-json.ts";
import { createInteractions, type Interactions } from "./interactions.ts";
import { addMessage, reviseMessage } from "./messages.ts";
import { createOracle } from "./oracle.ts";
import { createRates } from "./rates.ts";
import { createRoutes } from "./routes.ts";
import { channelJson, memberJson } from "./shapes.ts";
import { type Commands, createPuts, waitForMessage } from "./waiting.ts";
import { type Channel, createWorld, type Permissions, type World } from "./world.ts";

interface Said {
  readonly channel: string;
  readonly user: APIUser;
  readonly content: string;
  /** A message that this one replies to. */
  readonly replyTo?: string;
  /** Whether who is replied to is told; Discord does so unless it is switched off. */
  readonly pings?: boolean;
}

/** How a command is used; by default someone new uses it in a channel of the server, in English. */
type Use = Partial<Doing> & { readonly subcommand?: string };

/** A small Discord on one loopback port: REST and gateway, by Discord's published rules. */
export interface DiscordServer {
  /** For DISCORD_API_URL. */
  readonly apiUrl: string;
  readonly token: string;
  readonly botUser: APIUser;
  /** Id of the one server ("guild"). */
  readonly guild: string;
  person(name: string, options?: { readonly bot: boolean }): APIUser;
  /** A text channel of the server, or a thread in one; the bot may do everything there unless told. */
  channel(permissions?: Partial<Permissions>): Channel;
  thread(): Channel;
  /** An announcement channel, whose posts can be published. */
  announcementChannel(): Channel;
  removeChannel(id: string): void;
  /** Someone writes; the result is the message id. */
  say(said: Said): string;
  /** Someone writes to the bot: `content` is put after its mention. */
  mention(said: Said): string;
  directMessage(said: Omit<Said, "channel">): { readonly id: string; readonly channel: string };
  /** Someone uses a command; resolves to the body of the bot's callback. */
  slash(name: string, options?: Readonly<Record<string, string>>, use?: Use): Promise<unknown>;
  /** Someone chooses the entry of the menu on a message. */
  menu(name: string, message: APIMessage, use?: Use): Promise<unknown>;
  /** Someone presses a button of a message, or with `values` chooses from its menu. */
  press(message: APIMessage, customId: string, use?: Use, values?: readonly string[]): Promise<unknown>;
  /** Someone changes or deletes what they wrote. */
  revise(channel: string, id: string, content: string): void;
  remove(channel: string, ids: readonly string[]): void;
  /** Someone types in the option of a command. */
  autocomplete(name: string, option: string, typed: string, use?: Use): Promise<unknown>;
  messages(channel: string): readonly APIMessage[];
  /** Resolves to the first message of the bot that fits, of those there are and those to come. */
  waitForMessage(fits: (message: APIMessage) => boolean): Promise<APIMessage>;
  commandsPuts(): readonly Commands[];
  waitForCommands(count: number): Promise<void>;
  /** Every request so far. */
  readonly requests: readonly Request[];
  /** Where requests or responses differ from Discord's published schema. */
  violations(): readonly string[];
  fail(rule: FaultRule): void;
  /** From now on a channel takes so many messages a second, the bot fifty requests; tells how often it refused. */
  limitChannels(perChannel: number): () => number;
  readonly gateway: Gateway;
  close(): Promise<void>;
}

/** What somebody may do in a channel who is nobody special. */
const MEMBER = PermissionFlagsBits.SendMessages | PermissionFlagsBits.SendMessagesInThreads;
const ALLOWED: Permissions = { view: true, send: true, history: true };

interface ServerOptions {
  /** Sends the bot to another gateway than this one: a dead one, say. */
  readonly gatewayAt?: string;
  /** Gives the bot the Message Content intent, should it ask for it. */
  readonly hearsAll?: boolean;
  /** Takes whatever comes, so that a benchmark measures the bot and not the check of what it sends. */
  readonly isTrusting?: boolean;
  /** What its events do without. */
  readonly leftOut?: LeftOut;
  /** How long a repeated nonce gives the message there is. */
  readonly nonceMs?: number;
}

/** Discord promises a few minutes. */
const NONCE_MS = 5 * 60_000;

export async function startDiscordServer(options: ServerOptions = {}): Promise<DiscordServer> {
  const { gatewayAt, nonceMs = NONCE_MS, hearsAll = false, isTrusting = false, leftOut = {} } = options;
  const world = createWorld(nonceMs, hearsAll);
  const oracle = createOracle(isTrusting);
  const faults = createFaults();
  const interactions = createInteractions(world, oracle);
  const puts = createPuts();
  const requests: Request[] = [];
  const rates = createRates();
  const http = createHttp({ token: world.token, requests, rates, oracle, faults, routes: () => routes });
  const routes = createRoutes({
    world,
    oracle,
    interactions,
    gatewayUrl: () => gatewayAt ?? gatewayUrl(http),
    putCommands: puts.add,
  });
  const gateway = attachGateway(http, world, hearsAll, leftOut);
  world.onMessage((message, isNew) => dispatchMessage(world, gateway, message, isNew));
  world.onRemoved((channel, ids) => dispatchRemoval(world, gateway, channel, ids));
  http.listen(0, "127.0.0.1");
  await once(http, "listening");
  return {
    apiUrl: `${gatewayUrl(http).replace("ws:", "http:")}/api`,
    token: world.token,
    botUser: world.bot,
    guild: world.guild,
    ...speakers(world, gateway),
    ...commandUsers(world, interactions, gateway),
    removeChannel: world.removeChannel,
    messages: world.messages,
    waitForMessage: (fits) => waitForMessage(world, fits),
    commandsPuts: () => puts.all,
    waitForCommands: puts.waitFor,
    requests,
    violations: () => oracle.violations,
    fail: faults.add,
    limitChannels: rates.limit,
    gateway,
    async close() {
      gateway.close();
      http.close();
      http.closeAllConnections();
      await once(http, "close");
    },
  };
}

function speakers(world: World, gateway: Gateway) {
  const say = ({ channel: id, user, content, replyTo, pings = true }: Said) => {
    const before = world.messages(id).find((message) => message.id === replyTo);
    const written = {
      content,
      ...(replyTo === undefined ? {} : { message_reference: { message_id: replyTo } }),
    };
    return addMessage(world, id, user, written, before && pings ? [before.author] : []).id;
  };
  return {
    ...builders(world, gateway),
    say,
    mention: (said: Said) => say({ ...said, content: `<@${world.bot.id}> ${said.content}` }),
    directMessage(said: Omit<Said, "channel">) {
      const direct = world.directChannel(said.user).id;
      return { id: say({ ...said, channel: direct }), channel: direct };
    },
    revise: (channel: string, id: string, content: string) => reviseMessage(world, channel, id, content),
    remove: world.removeMessages,
  };
}

function builders(world: World, gateway: Gateway) {
  const add = (made: Channel) => {
    world.addChannel(made);
    const event = made.kind === "thread" ? "THREAD_CREATE" : "CHANNEL_CREATE";
    gateway.dispatch(event, channelJson(world, made), GatewayIntentBits.Guilds);
    return made;
  };
  const channel = (permissions: Partial<Permissions> = {}) => {
    const id = world.nextId();
    return add({ id, kind: "text", name: `channel-${id}`, permissions: { ...ALLOWED, ...permissions } });
  };
  return {
    person: (name: string, { bot } = { bot: false }) => world.person(name, bot),
    channel,
    announcementChannel() {
      const id = world.nextId();
      return add({ id, kind: "text", name: "news", permissions: ALLOWED, publishes: true });
    },
    thread() {
      const parent = channel().id;
      return add({ id: world.nextId(), kind: "thread", name: "thread", parent, permissions: ALLOWED });
    },
  };
}

function commandUsers(world: World, interactions: Interactions, gateway: Gateway) {
  const begin = ({ subcommand: _, ...use }: Use, deed: Deed) => {
    const user = use.user ?? world.person("someone", false);
    const channel =
      use.channel ?? world.channels().find(({ kind }) => kind === "text") ?? world.directChannel(user);
    const defaults = { user, channel, locale: Locale.EnglishGB, isStale: false, may: MEMBER };
    const doing = { installed: "server", ...defaults, ...use } as const;
    const { event, callback } = interactions.begin(doing, deed);
    gateway.dispatch("INTERACTION_CREATE", event, 0);
    return callback;
  };
  return {
    slash: (name: string, options: Readonly<Record<string, string>> = {}, use: Use = {}) =>
      begin(use, { kind: "command", name, options, subcommand: use.subcommand }),
    autocomplete: (name: string, option: string, typed: string, use: Use = {}) =>
      begin(use, { kind: "typing", name, options: { [option]: typed } }),
    menu: (name: string, message: APIMessage, use: Use = {}) => begin(use, { kind: "menu", name, message }),
    press: (message: APIMessage, customId: string, use: Use = {}, values: readonly string[] | null = null) =>
      begin({ channel: channelOf(world, message), ...use }, { kind: "press", message, customId, values }),
  };
}

function channelOf(world: World, { channel_id }: APIMessage): Channel {
  const channel = world.channel(channel_id);
  if (!channel) throw new Error(`There is no channel ${channel_id}.`);
  return channel;
}

function dispatchRemoval(world: World, gateway: Gateway, channel_id: string, ids: readonly string[]): void {
  const isDirect = world.channel(channel_id)?.kind === "direct";
  const intent = isDirect ? GatewayIntentBits.DirectMessages : GatewayIntentBits.GuildMessages;
  const where = { channel_id, ...(isDirect ? {} : { guild_id: world.guild }) };
  const [id, ...more] = ids;
  if (more.length > 0) gateway.dispatch("MESSAGE_DELETE_BULK", { ...where, ids }, intent);
  else gateway.dispatch("MESSAGE_DELETE", { ...where, id }, intent);
}

/** Without the privileged intent, text comes only with messages to the bot, about it, or its own. */
function dispatchMessage(world: World, gateway: Gateway, message: APIMessage, isNew: boolean): void {
  const isDirect = world.channel(message.channel_id)?.kind === "direct";
  const before = world
    .messages(message.channel_id)
    .find(({ id }) => id === message.message_reference?.message_id);
  const seen = {
    ...world.seenByBot(message),
    ...(before ? { referenced_message: world.seenByBot(before) } : {}),
  };
  gateway.dispatch(
    isNew ? "MESSAGE_CREATE" : "MESSAGE_UPDATE",
    isDirect
      ? { ...seen, channel_type: 1 }
      : { ...seen, channel_type: 0, guild_id: world.guild, member: memberJson() },
    isDirect ? GatewayIntentBits.DirectMessages : GatewayIntentBits.GuildMessages,
  );
}
