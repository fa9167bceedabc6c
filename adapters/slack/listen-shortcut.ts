import type { App } from "@slack/bolt";
import { plainWords } from "./heard.ts";
import type { ListenDeps } from "./listen-deps.ts";
import { privateAnswer, privately } from "./private-answer.ts";

/** 'Ask Rollcall about this message', as the manifests name it. */
export const SHORTCUT = "ask_rollcall";

/** Answers what stands in any message, to the one who wants to know and to nobody else. */
export function listenToShortcut(app: App, { services, replies, hereOf }: ListenDeps): void {
  app.shortcut(
    { callback_id: SHORTCUT, type: "message_action" },
    async ({ shortcut, ack, respond, context }) => {
      await ack();
      const { self } = await hereOf(context);
      const { channel, user, message, action_ts } = shortcut;
      const team = context.teamId ?? self.team;
      const place = `slack:${team}:${channel.id}`;
      const text = plainWords(message.text ?? "", self.userId);
      const answer = await services.hear({
        ...{ text, address: "asked", channel: null, key: `${place}:${user.id}:${action_ts}` },
        conversation: `${place}:${user.id}`,
        asker: { platform: "slack", workspace: team, id: user.id },
      });
      if (answer === null) return;
      const thread = typeof message["thread_ts"] === "string" ? { thread_ts: message["thread_ts"] } : {};
      const told =
        text === ""
          ? [privately(answer.chat.noQuestion)]
          : privateAnswer(answer, { channel: channel.id, question: text });
      for (const one of told) await replies.follow(respond({ ...one, ...thread }));
    },
  );
}
