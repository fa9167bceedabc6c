import { readFileSync } from "node:fs";
import { App, SocketModeReceiver, type webApi } from "@slack/bolt";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createLog } from "../../adapters/log.ts";
import { MANAGING_SCOPES } from "../../adapters/slack/channel-facts.ts";
import type { Events } from "../../adapters/slack/events.ts";
import { REDIRECT_PATH } from "../../adapters/slack/installer.ts";
import { listen } from "../../adapters/slack/listen.ts";
import { COMMAND } from "../../adapters/slack/listen-deps.ts";
import { SHORTCUT } from "../../adapters/slack/listen-shortcut.ts";
import type { Replies } from "../../adapters/slack/replies.ts";
import { SCOPES } from "../../adapters/slack/scopes.ts";
import { listenToUninstalled } from "../../adapters/slack/uninstalled.ts";
import { NO_STORE, standIn } from "./bot.ts";
import { quietLog } from "./quiet-log.ts";

/** What the SDK has a name for, and the app may use. */
const scope = z.enum([
  ...(["app_mentions:read", "chat:write", "commands", "im:history", "channels:history"] as const),
  ...(["groups:history", "mpim:history", "users:read", "channels:read", "groups:read"] as const),
  "assistant:write",
]);
const event = z.enum([
  ...(["app_mention", "message.im", "message.channels", "message.groups", "message.mpim"] as const),
  ...(["app_home_opened", "app_uninstalled", "tokens_revoked"] as const),
]);

/** What an event needs to be delivered, as Slack's reference says. */
const NEEDS: Readonly<Record<z.output<typeof event>, z.output<typeof scope> | null>> = {
  app_mention: "app_mentions:read",
  "message.im": "im:history",
  "message.channels": "channels:history",
  "message.groups": "groups:history",
  "message.mpim": "mpim:history",
  ...{ app_home_opened: null, app_uninstalled: null, tokens_revoked: null },
};

const manifest = z.strictObject({
  _metadata: z.object({ major_version: z.literal(2), minor_version: z.int() }),
  display_information: z.strictObject({
    name: z.string().max(35),
    description: z.string().max(140),
    long_description: z.string().min(174).max(4000),
    background_color: z.string().regex(/^#[0-9a-f]{6}$/),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.literal(true),
      messages_tab_enabled: z.literal(true),
      messages_tab_read_only_enabled: z.literal(false),
    }),
    bot_user: z.strictObject({
      display_name: z
        .string()
        .max(80)
        .regex(/^[\w. -]+$/),
      always_online: z.boolean(),
    }),
    slash_commands: z.array(
      z.strictObject({
        command: z.string().max(32),
        url: z.url({ protocol: /^https$/ }).exactOptional(),
        description: z.string().max(2000),
        usage_hint: z.string().max(1000),
        should_escape: z.literal(false),
      }),
    ),
    shortcuts: z.array(
      z.strictObject({
        name: z.string().max(24),
        type: z.literal("message"),
        callback_id: z.string().max(255),
        description: z.string().max(150),
      }),
    ),
    agent_view: z.strictObject({
      agent_description: z.string().max(300),
      suggested_prompts: z.array(z.strictObject({ title: z.string(), message: z.string() })).max(4),
    }),
  }),
  oauth_config: z.strictObject({
    redirect_urls: z.array(z.url({ protocol: /^https$/ })).exactOptional(),
    scopes: z.strictObject({ bot: z.array(scope), bot_optional: z.array(scope) }),
  }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({
      request_url: z.url({ protocol: /^https$/ }).exactOptional(),
      bot_events: z.array(event),
    }),
    interactivity: z.strictObject({
      is_enabled: z.literal(true),
      request_url: z.url({ protocol: /^https$/ }).exactOptional(),
    }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.boolean(),
  }),
});

function read(name: string): z.output<typeof manifest> {
  const url = new URL(`../../adapters/slack/manifest.${name}.json`, import.meta.url);
  return manifest.parse(JSON.parse(readFileSync(url, "utf8")));
}

const socket = read("socket");
const http = read("http");
const several = read("several");

/** The names under which the adapter registers its listeners. */
function listeners() {
  const [types, commands, shortcuts]: [string[], string[], unknown[]] = [[], [], []];
  const events: Events = { on: (type) => void types.push(type) };
  const actions: RegExp[] = [];
  const app = new App({
    receiver: new SocketModeReceiver({ appToken: "xapp-none", logger: quietLog }),
    authorize: async () => ({}),
    logger: quietLog,
  });
  const recording = new Proxy(app, {
    get: (target, name) => {
      if (name === "command") return (command: string) => commands.push(command);
      if (name === "shortcut") return (shortcut: unknown) => shortcuts.push(shortcut);
      if (name === "action") return (pattern: RegExp) => actions.push(pattern);
      return Reflect.get(target, name);
    },
  });
  const replies: Replies = {
    post: async () => ({ messages: [], failed: null }),
    replace: async () => ({ messages: [], failed: null }),
    remove: async () => undefined,
    follow: (answering) => answering,
    drain: async () => undefined,
  };
  const workspaces = { of: async () => null, forget: () => undefined };
  listen(recording, events, standIn(), workspaces, replies);
  listenToUninstalled(events, {
    ...NO_STORE,
    workspaces,
    clock: { now: () => 0 },
    log: createLog("silent"),
  });
  return { events: types, commands, shortcuts, actions };
}

describe("the manifests", () => {
  it("subscribe to the events that are listened to, and to no other", () => {
    const subscribed = socket.settings.event_subscriptions.bot_events;
    const listenedTo = new Set(subscribed.map((name) => name.replace(/^message\..*/, "message")));
    expect([...listenedTo].sort()).toEqual([...listeners().events].sort());
    expect(http.settings.event_subscriptions.bot_events).toEqual(subscribed);
  });

  it("declare the command that is listened to, and no other", () => {
    expect(listeners().commands).toEqual([COMMAND]);
    expect(socket.features.slash_commands.map(({ command }) => command)).toEqual([COMMAND]);
  });

  it("declare the shortcut that is listened to, and the buttons have one listener each", () => {
    const { shortcuts, actions } = listeners();
    const declared = socket.features.shortcuts.map(({ callback_id }) => callback_id);
    expect(declared).toEqual([SHORTCUT]);
    expect(shortcuts).toEqual(declared.map((callback_id) => ({ callback_id, type: "message_action" })));
    for (const id of ["ask_0", "home_ask_4", "rate", "rate_yes", "rate_no", "tell", "share"]) {
      expect([id, actions.filter((pattern) => pattern.test(id)).length]).toEqual([id, 1]);
    }
  });

  it("ask for what each event needs", () => {
    const { scopes } = socket.oauth_config;
    const missing = socket.settings.event_subscriptions.bot_events.filter((name) => {
      const needed = NEEDS[name];
      return needed !== null && !scopes.bot.includes(needed);
    });
    expect(missing).toEqual([]);
  });

  it("ask for the scopes that events and calls need; those that answers can do without are optional", () => {
    const { bot, bot_optional } = socket.oauth_config.scopes;
    const needed = bot.filter((scope) => !bot_optional.includes(scope));
    expect(needed.sort()).toEqual(["app_mentions:read", "chat:write", "commands", "im:history"]);
    // By the first three it follows threads, by the next Slack tells who manages a channel.
    const threads = ["channels:history", "groups:history", "mpim:history"];
    const optional = [...threads, ...MANAGING_SCOPES, "assistant:write"];
    expect(bot_optional).toEqual(optional);
    expect(bot_optional.every((scope) => bot.includes(scope))).toBe(true);
    expect(SCOPES.map(({ name }) => name)).toEqual(bot);
  });

  it("differ in the way of events only", () => {
    expect(socket.settings.socket_mode_enabled).toBe(true);
    expect(http.settings.socket_mode_enabled).toBe(false);
    expect(http.display_information).toEqual(socket.display_information);
    expect(http.oauth_config).toEqual(socket.oauth_config);
    expect(withoutCommands(http.features)).toEqual(withoutCommands(socket.features));
  });

  it("are, for several workspaces, that of HTTP with the way back, whole organisations and rotating tokens", () => {
    const { redirect_urls = [], ...oauth } = several.oauth_config;
    expect(redirect_urls.map((url) => new URL(url).pathname)).toEqual([REDIRECT_PATH]);
    expect(several).toEqual({
      ...http,
      oauth_config: { ...oauth, redirect_urls },
      settings: { ...http.settings, org_deploy_enabled: true, token_rotation_enabled: true },
    });
    expect(oauth).toEqual(http.oauth_config);
  });

  it("keep the one token of one workspace as it is, for it is set by hand", () => {
    for (const { settings } of [socket, http]) expect(settings.token_rotation_enabled).toBe(false);
  });

  it("are what the SDK takes for a manifest", () => {
    const typed: ReadonlyArray<webApi.AppsManifestCreateArguments["manifest"]> = [
      ...[known(socket), known(http), known(several)],
    ];
    expect(typed).toHaveLength(3);
  });

  it("name one https address by HTTP and none in Socket Mode", () => {
    const [command] = http.features.slash_commands;
    expect(http.settings.event_subscriptions.request_url).toMatch(/^https:.*\/slack\/events$/);
    expect(command?.url).toBe(http.settings.event_subscriptions.request_url);
    expect(http.settings.interactivity.request_url).toBe(command?.url);
    expect(JSON.stringify(socket)).not.toContain("http");
  });
});

function withoutCommands({ slash_commands: _, ...features }: z.output<typeof manifest>["features"]) {
  return features;
}

/** The SDK does not know the scope of suggested questions yet. */
function known({ oauth_config, ...rest }: z.output<typeof manifest>) {
  const older = (scopes: ReadonlyArray<z.output<typeof scope>>) =>
    scopes.flatMap((name) => (name === "assistant:write" ? [] : [name]));
  const { bot, bot_optional } = oauth_config.scopes;
  return {
    ...rest,
    oauth_config: { ...oauth_config, scopes: { bot: older(bot), bot_optional: older(bot_optional) } },
  };
}
