import type { Directory } from "./directory.ts";
import { pageOf } from "./history.ts";
import { type HomeView, readContent, readHome } from "./limits.ts";
import { SELF, type StoredMessage, type Workspace } from "./workspace.ts";

/** A call's arguments: those that are JSON in the form are parsed. */
export type Arguments = Readonly<Record<string, unknown>>;

/** chat.update takes less than chat.postMessage. */
const UPDATE_TEXT = 4000;

type Method = (args: Arguments) => object;

export interface MethodOptions {
  readonly workspace: Workspace;
  readonly directory: Directory;
  /** Called for each message the bot posts. */
  readonly posted: (message: StoredMessage) => StoredMessage;
  /** Called for each message the bot changes or deletes. */
  readonly changed: (message: StoredMessage, kind: "message_changed" | "message_deleted") => void;
  /** Home tabs, by person. */
  readonly homes: Map<string, HomeView>;
  /** A fresh address for a Socket Mode connection. */
  readonly socketUrl: () => string;
}

/** The Web API methods that a bot of this project may call. */
export function createMethods(options: MethodOptions): ReadonlyMap<string, Method> {
  const { workspace, directory, socketUrl } = options;
  const identity = {
    ok: true,
    team_id: SELF.team,
    user_id: SELF.userId,
    bot_id: SELF.botId,
    user: "rollcall",
  };
  return new Map<string, Method>([
    ["auth.test", () => identity],
    ["apps.connections.open", () => ({ ok: true, url: socketUrl() })],
    ["chat.postMessage", (args) => post(options, args, null)],
    ["chat.postEphemeral", (args) => post(options, args, textOf(args, "user"))],
    ["chat.update", (args) => update(options, args)],
    ["chat.delete", (args) => remove(options, args)],
    ["views.publish", (args) => publish(options, args)],
    ["assistant.threads.setSuggestedPrompts", (args) => suggest(directory, args)],
    ["users.info", (args) => directory.userInfo(textOf(args, "user"))],
    ["conversations.info", (args) => directory.channelInfo(textOf(args, "channel"))],
    ["conversations.history", (args) => pageOf(topLevel(workspace, args), texts(args))],
    ["conversations.replies", (args) => pageOf(thread(workspace, args), texts(args))],
  ]);
}

function post(
  { workspace, directory, posted }: MethodOptions,
  args: Arguments,
  ephemeralFor: string | null,
): object {
  const channel = textOf(args, "channel");
  if (!channel) return refuse("channel_not_found");
  const closed = directory.closedTo(channel);
  if (closed !== null) return refuse(closed);
  const content = readContent(args);
  if ("error" in content) return refuse(content.error);
  const sender = { channel, user: SELF.userId, botId: SELF.botId, ephemeralFor };
  const { ts, text } = posted(workspace.store({ ...content, ...sender }));
  return ephemeralFor === null
    ? { ok: true, channel, ts, message: { type: "message", text, ts } }
    : { ok: true, message_ts: ts };
}

function update({ workspace, changed }: MethodOptions, args: Arguments): object {
  const content = readContent(args);
  if ("error" in content) return refuse(content.error);
  if (content.text.length > UPDATE_TEXT) return refuse("msg_too_long");
  const [channel, ts] = [textOf(args, "channel"), textOf(args, "ts")];
  if (!ownMessage(workspace, channel, ts)) return refuse("message_not_found");
  const updated = workspace.update(channel, ts, content);
  if (updated) changed(updated, "message_changed");
  return { ok: true, channel, ts };
}

function remove({ workspace, changed }: MethodOptions, args: Arguments): object {
  const [channel, ts] = [textOf(args, "channel"), textOf(args, "ts")];
  const found = ownMessage(workspace, channel, ts);
  if (!found) return refuse("message_not_found");
  workspace.remove(channel, ts);
  changed(found, "message_deleted");
  return { ok: true, channel, ts };
}

/** What only one person sees can neither be edited nor deleted by its ts. */
function ownMessage(workspace: Workspace, channel: string, ts: string): StoredMessage | undefined {
  return workspace
    .messages(channel)
    .find((each) => each.ts === ts && each.botId === SELF.botId && each.ephemeralFor === null);
}

function publish({ homes, workspace }: MethodOptions, args: Arguments): object {
  const view = readHome(args["view"]);
  if (!view) return refuse("invalid_arguments");
  homes.set(textOf(args, "user_id"), view);
  workspace.look();
  return { ok: true, view: { id: "V1", type: "home" } };
}

function suggest({ scopes }: Directory, args: Arguments): object {
  if (!scopes.has("assistant:write")) return refuse("missing_scope");
  return textOf(args, "channel_id").startsWith("D") ? { ok: true } : refuse("channel_not_found");
}

function topLevel(workspace: Workspace, args: Arguments): readonly StoredMessage[] {
  return workspace
    .messages(textOf(args, "channel"))
    .filter((each) => each.threadTs === null)
    .sort((a, b) => Number(b.ts) - Number(a.ts));
}

function thread(workspace: Workspace, args: Arguments): readonly StoredMessage[] {
  const root = textOf(args, "ts");
  return workspace
    .messages(textOf(args, "channel"))
    .filter((each) => each.ts === root || each.threadTs === root);
}

export function refuse(error: string): { readonly ok: false; readonly error: string } {
  return { ok: false, error };
}

export function textOf(args: Arguments, name: string): string {
  const value = args[name];
  return typeof value === "string" ? value : "";
}

function texts(args: Arguments): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(args).map(([name, value]) => [name, String(value)]));
}
