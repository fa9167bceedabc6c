import { randomUUID } from "node:crypto";
import type { Acknowledgement, Delivery } from "./delivery.ts";
import { readContent } from "./limits.ts";
import {
  changeOf,
  channelType,
  commandDelivery,
  type EventFields,
  escapeTyped,
  eventDelivery,
  spoken,
} from "./payloads.ts";
import type { ResponseUrls } from "./response-urls.ts";
import { SELF, type StoredMessage, type Workspace } from "./workspace.ts";

interface Typed {
  readonly channel: string;
  readonly user: string;
  /** As a person types it; escaped on its way, as Slack does. */
  readonly text: string;
  readonly threadTs?: string | undefined;
}

/** A message of a person: its ts, and the delivery to send once more. */
interface Said {
  readonly ts: string;
  readonly delivery: Delivery;
}

/** What people do in the workspace. Each call resolves when the app has acknowledged. */
export interface People {
  mention(typed: Typed): Promise<Said>;
  directMessage(typed: Typed): Promise<Said>;
  /** Any message of a person; `text` as Slack delivers it, so that it may hold a mention. */
  say(typed: Typed): Promise<Said>;
  /** A person changes what they wrote. */
  edit(channel: string, ts: string, text: string): Promise<Said>;
  /** A person deletes what they wrote. */
  remove(channel: string, ts: string): Promise<Said>;
  /** Someone uses `/rollcall`; resolves with what only they see, or null when the app answered nothing at once. */
  command(typed: Omit<Typed, "threadTs"> & { readonly trigger?: string }): Promise<StoredMessage | null>;
  /** Any event of the bot's subscriptions. */
  event(fields: EventFields): Promise<Said>;
  /** The same delivery again, as Slack does when it saw no acknowledgement; attempt 0 is not told as a repeat. */
  redeliver(said: Said, attempt?: number): Promise<void>;
}

export type Hand = (delivery: Delivery, attempt: number) => Promise<Acknowledgement>;

export function createPeople(workspace: Workspace, hand: Hand, urls: ResponseUrls): People {
  const event = async (fields: EventFields): Promise<Said> => {
    const delivery = eventDelivery(fields, `Ev${randomUUID()}`);
    await hand(delivery, 0);
    return { ts: String(fields["ts"]), delivery };
  };
  const say = (typed: Typed, text: string, type: EventFields): Promise<Said> => {
    const { ts } = workspace.store({
      ...blank(typed.channel),
      user: typed.user,
      text,
      threadTs: typed.threadTs ?? null,
    });
    return event({ ...type, ...spoken({ ...typed, text, ts }) });
  };
  return {
    mention: (typed) => say(typed, `<@${SELF.userId}> ${escapeTyped(typed.text)}`, { type: "app_mention" }),
    directMessage: (typed) =>
      say(typed, escapeTyped(typed.text), { type: "message", channel_type: channelType(typed.channel) }),
    say: (typed) => say(typed, typed.text, { type: "message", channel_type: channelType(typed.channel) }),
    edit(channel, ts, text) {
      const before = messageOf(workspace, channel, ts);
      const now = workspace.update(channel, ts, { ...before, text });
      return event(changeOf(now ?? before, "message_changed", before.text));
    },
    remove(channel, ts) {
      const before = messageOf(workspace, channel, ts);
      workspace.remove(channel, ts);
      return event(changeOf(before, "message_deleted"));
    },
    async command({ trigger = randomUUID(), ...typed }) {
      const url = urls.open(typed.channel, typed.user, null);
      const answer = await hand(commandDelivery({ ...typed, command: "/rollcall" }, trigger, url), 0);
      if (answer === undefined || Object.keys(Object(answer)).length === 0) return null;
      return storePrivate(workspace, answer, typed.channel, typed.user);
    },
    event,
    async redeliver({ delivery }, attempt = 1) {
      await hand(delivery, attempt);
    },
  };
}

function messageOf(workspace: Workspace, channel: string, ts: string): StoredMessage {
  const found = workspace.messages(channel).find((each) => each.ts === ts);
  if (!found) throw new Error(`There is no message ${ts} in ${channel}.`);
  return found;
}

/** A message of someone, with nothing in it. */
export function blank(channel: string): Omit<StoredMessage, "ts"> {
  return {
    channel,
    threadTs: null,
    user: "U0SOMEONE",
    botId: null,
    text: "",
    blocks: [],
    metadata: null,
    ephemeralFor: null,
  };
}

/** Keeps a private answer; one that Slack would not take is a bug of the app, so it throws. */
function storePrivate(workspace: Workspace, answer: unknown, channel: string, user: string): StoredMessage {
  const content = readContent(answer);
  if ("error" in content) throw new Error(`Slack would refuse this answer: ${content.error}`);
  return workspace.store({ ...content, channel, user: SELF.userId, botId: SELF.botId, ephemeralFor: user });
}
