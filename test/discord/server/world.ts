import type { APIMessage, APIUser } from "discord-api-types/v10";
import { userJson } from "./shapes.ts";

/** What the bot may do in a channel. */
export interface Permissions {
  readonly view: boolean;
  readonly send: boolean;
  readonly history: boolean;
}

interface Common {
  readonly id: string;
  readonly permissions: Permissions;
}

export type Channel =
  | (Common & {
      readonly kind: "text";
      readonly name: string;
      /** Its posts can be published to channels that follow it. */
      readonly publishes?: boolean;
    })
  | (Common & { readonly kind: "thread"; readonly name: string; readonly parent: string })
  | (Common & { readonly kind: "direct"; readonly recipient: APIUser });

/** Everything there is: one server ("guild"), its channels, people and messages. */
export interface World {
  readonly token: string;
  readonly application: string;
  readonly guild: string;
  readonly bot: APIUser;
  /** How long a repeated nonce gives the message there is. */
  readonly nonceMs: number;
  /** Discord's ids hold the time, in milliseconds since its epoch. */
  nextId(): string;
  person(name: string, bot: boolean): APIUser;
  knownUser(id: string): APIUser | undefined;
  addChannel(channel: Channel): void;
  removeChannel(id: string): void;
  channel(id: string): Channel | undefined;
  channels(): readonly Channel[];
  directChannel(person: APIUser): Channel;
  /** In order of time. */
  messages(channel: string): readonly APIMessage[];
  put(message: APIMessage): void;
  removeMessages(channel: string, ids: readonly string[]): void;
  /** A message as the bot is told of it: without the intent, with its text only if it concerns the bot. */
  seenByBot(message: APIMessage): APIMessage;
  /** Calls `listener` at each new or changed message; the result ends that. */
  onMessage(listener: (message: APIMessage, isNew: boolean) => void): () => void;
  /** Calls `listener` whenever messages are removed. */
  onRemoved(listener: (channel: string, ids: readonly string[]) => void): void;
}

const EPOCH_MS = 1_420_070_400_000;
const ALLOWED: Permissions = { view: true, send: true, history: true };

/** `hearsAll`: whether the bot was given the Message Content intent. */
export function createWorld(nonceMs: number, hearsAll: boolean): World {
  const nextId = createIds();
  const application = nextId();
  const bot = userJson(application, "rollcall", true);
  const channels = createChannels(nextId);
  return {
    token: "test-token.of-no-one",
    application,
    guild: nextId(),
    bot,
    nonceMs,
    nextId,
    ...createPeople(bot, nextId),
    ...channels,
    ...createMessages(),
    seenByBot(message) {
      const isDirect = channels.channel(message.channel_id)?.kind === "direct";
      const concerns = [message.author, ...message.mentions].some(({ id }) => id === bot.id);
      return hearsAll || isDirect || concerns ? message : { ...message, content: "" };
    },
  };
}

function createPeople(bot: APIUser, nextId: () => string): Pick<World, "person" | "knownUser"> {
  const people = new Map([[bot.id, bot]]);
  return {
    person(name, isBot) {
      const user = userJson(nextId(), name, isBot);
      people.set(user.id, user);
      return user;
    },
    knownUser: (id) => people.get(id),
  };
}

function createChannels(
  nextId: () => string,
): Pick<World, "addChannel" | "removeChannel" | "channel" | "channels" | "directChannel"> {
  const channels = new Map<string, Channel>();
  const isWith = (person: APIUser) => (channel: Channel) =>
    channel.kind === "direct" && channel.recipient.id === person.id;
  return {
    addChannel: (channel) => void channels.set(channel.id, channel),
    removeChannel: (id) => void channels.delete(id),
    channel: (id) => channels.get(id),
    channels: () => [...channels.values()],
    directChannel(recipient) {
      const there = [...channels.values()].find(isWith(recipient));
      if (there) return there;
      const channel: Channel = { id: nextId(), kind: "direct", recipient, permissions: ALLOWED };
      channels.set(channel.id, channel);
      return channel;
    },
  };
}

function createMessages(): Pick<World, "messages" | "put" | "removeMessages" | "onMessage" | "onRemoved"> {
  const messages = new Map<string, APIMessage[]>();
  const listeners = new Set<(message: APIMessage, isNew: boolean) => void>();
  const removed = new Set<(channel: string, ids: readonly string[]) => void>();
  return {
    removeMessages(channel, ids) {
      const left = (messages.get(channel) ?? []).filter(({ id }) => !ids.includes(id));
      messages.set(channel, left);
      for (const listener of removed) listener(channel, ids);
    },
    onRemoved: (listener) => void removed.add(listener),
    messages: (channel) => messages.get(channel) ?? [],
    put(message) {
      const there = messages.get(message.channel_id) ?? [];
      const index = there.findIndex(({ id }) => id === message.id);
      if (index === -1) there.push(message);
      else there[index] = message;
      messages.set(message.channel_id, there);
      for (const listener of listeners) listener(message, index === -1);
    },
    onMessage(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

function createIds(): () => string {
  let last = 0n;
  return () => {
    const now = BigInt(Date.now() - EPOCH_MS) << 22n;
    last = now > last ? now : last + 1n;
    return String(last);
  };
}
