import type { Delivery } from "./delivery.ts";
import { SELF, type StoredMessage } from "./workspace.ts";

/** Slack escapes these three in what people type, and nothing else. */
export function escapeTyped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

export type EventFields = Readonly<Record<string, unknown>>;

/** The envelope of an event, with an id of its own. */
export function eventDelivery(event: EventFields, id: string): Delivery {
  return {
    type: "events_api",
    payload: {
      token: "legacy-verification-token",
      team_id: SELF.team,
      api_app_id: SELF.app,
      event,
      type: "event_callback",
      event_id: id,
      event_time: Math.floor(Number(event["ts"] ?? 0)),
      authorizations: [
        {
          enterprise_id: null,
          team_id: SELF.team,
          user_id: SELF.userId,
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: false,
    },
  };
}

/** The fields of a person's message, by itself or in a thread. */
export function spoken(said: {
  readonly channel: string;
  readonly user: string;
  readonly text: string;
  readonly ts: string;
  readonly threadTs?: string | undefined;
}): EventFields {
  return {
    user: said.user,
    text: said.text,
    ts: said.ts,
    channel: said.channel,
    event_ts: said.ts,
    team: SELF.team,
    ...(said.threadTs === undefined ? {} : { thread_ts: said.threadTs }),
  };
}

export function channelType(channel: string): "im" | "group" | "channel" | "mpim" {
  if (channel.startsWith("GM")) return "mpim";
  if (channel.startsWith("D")) return "im";
  return channel.startsWith("G") ? "group" : "channel";
}

/** What Slack tells of a message that was edited or deleted; `text` is what it was before. */
export function changeOf(
  message: StoredMessage,
  kind: "message_changed" | "message_deleted",
  text = message.text,
): EventFields {
  const { channel, ts, user, threadTs, botId } = message;
  const fields = (words: string) => ({
    ...{ type: "message", user, text: words, ts, team: SELF.team },
    ...(threadTs === null ? {} : { thread_ts: threadTs }),
    ...(botId === null ? {} : { bot_id: botId }),
  });
  const now = `${Number(ts.split(".")[0]) + 1}.000100`;
  return {
    ...{ type: "message", subtype: kind, channel, channel_type: channelType(channel), hidden: true },
    ...{ ts: now, event_ts: now, previous_message: fields(text) },
    ...(kind === "message_changed"
      ? { message: { ...fields(message.text), edited: { user, ts: now } } }
      : { deleted_ts: ts }),
  };
}

/** The app's own post as it comes back to the app. */
export function echo(message: StoredMessage): EventFields {
  return {
    type: "message",
    ...spoken({ ...message, threadTs: message.threadTs ?? undefined }),
    bot_id: SELF.botId,
    app_id: SELF.app,
    blocks: message.blocks,
    channel_type: channelType(message.channel),
  };
}

export function commandDelivery(
  asked: { readonly channel: string; readonly user: string; readonly text: string; readonly command: string },
  trigger: string,
  responseUrl: string,
): Delivery {
  return {
    type: "slash_commands",
    payload: {
      token: "legacy-verification-token",
      team_id: SELF.team,
      team_domain: "test",
      channel_id: asked.channel,
      channel_name: "general",
      user_id: asked.user,
      user_name: "someone",
      command: asked.command,
      text: escapeTyped(asked.text),
      api_app_id: SELF.app,
      is_enterprise_install: "false",
      response_url: responseUrl,
      trigger_id: trigger,
    },
  };
}
