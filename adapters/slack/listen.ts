import type { App } from "@slack/bolt";
import type { ChatServices } from "../platform.ts";
import { formatReply } from "./format.ts";
import { plainWords, type Question, questionIn } from "./heard.ts";
import type { Identity } from "./identity.ts";
import type { Replies } from "./replies.ts";

/** The one slash command. */
export const COMMAND = "/rollcall";

/** Relays mentions, direct messages and the slash command to the core. Knows Slack; knows nothing of treaties. */
export function listen(app: App, services: ChatServices, self: Identity, replies: Replies): void {
  const answer = async (question: Question | null) => {
    if (question === null || !services.first(question.key)) return;
    const { conversation, text, channel, threadTs } = question;
    await replies.post(channel, threadTs, services.ask({ conversation, text }));
  };

  app.event("app_mention", async ({ event, body }) => {
    await answer(questionIn(event, body.team_id, self.userId));
  });

  app.event("message", async ({ event, body }) => {
    if (event.channel_type !== "im") return;
    if (isSpoken(event)) await answer(questionIn(event, body.team_id, self.userId));
  });

  app.command(COMMAND, async ({ command, ack }) => {
    const { team_id: team, channel_id: channel, user_id: user, trigger_id } = command;
    if (!services.first(`slack:${team}:${channel}:${trigger_id}`)) return ack();
    const reply = services.ask({
      conversation: `slack:${team}:${channel}:${user}`,
      text: plainWords(command.text, self.userId),
    });
    await ack({ response_type: "ephemeral", ...formatReply(reply) });
  });
}

/** Edits, deletions, joins and the like are `message` events too; only these three are something a person says. */
function isSpoken<E extends { readonly subtype?: string | undefined }>(
  event: E,
): event is Extract<E, { readonly subtype?: "file_share" | "thread_broadcast" | undefined }> {
  return (
    event.subtype === undefined || event.subtype === "file_share" || event.subtype === "thread_broadcast"
  );
}
