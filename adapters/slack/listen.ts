import type { App, SlashCommand } from "@slack/bolt";
import type { ChatServices, Managing } from "../platform.ts";
import { type ChannelFacts, MANAGING_SCOPES } from "./channel-facts.ts";
import { formatReply } from "./format.ts";
import { formatNotice } from "./format-notice.ts";
import { plainWords, type Question, questionIn } from "./heard.ts";
import type { Identity } from "./identity.ts";
import type { Replies } from "./replies.ts";

/** The one slash command. */
export const COMMAND = "/rollcall";

/** Relays mentions, direct messages and the slash command to the core. Knows Slack; knows nothing of treaties. */
export function listen(
  app: App,
  services: ChatServices,
  self: Identity,
  replies: Replies,
  facts: ChannelFacts,
): void {
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

  app.command(COMMAND, async ({ command, ack, respond }) => {
    const { team_id: team, channel_id: channel, user_id: user, trigger_id } = command;
    if (!services.first(`slack:${team}:${channel}:${trigger_id}`)) return ack();
    const text = plainWords(command.text, self.userId);
    const notice = services.manage(text, managingOf(command, facts));
    if (notice) {
      // Slack waits three seconds, and what is asked of it may take longer.
      await ack();
      return replies.follow(notice.then((told) => respond(formatNotice(told))));
    }
    const reply = services.ask({ conversation: `slack:${team}:${channel}:${user}`, text });
    await ack({ response_type: "ephemeral", ...formatReply(reply) });
  });
}

function managingOf(command: SlashCommand, facts: ChannelFacts): Managing {
  const { team_id: workspace, channel_id: channel, user_id: id, user_name: name } = command;
  return {
    ...{ platform: "slack", workspace, channel, actor: { id, name }, command: COMMAND },
    denied: { id: "may-not-workspace", args: { needs: MANAGING_SCOPES } },
    mayManage: () => facts.mayManage(channel, id),
    checks: () => facts.checks(channel),
  };
}

/** Edits, deletions, joins and the like are `message` events too; only these three are something a person says. */
function isSpoken<E extends { readonly subtype?: string | undefined }>(
  event: E,
): event is Extract<E, { readonly subtype?: "file_share" | "thread_broadcast" | undefined }> {
  return (
    event.subtype === undefined || event.subtype === "file_share" || event.subtype === "thread_broadcast"
  );
}
