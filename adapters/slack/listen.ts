import type { App, SlashCommand } from "@slack/bolt";
import type { ChatServices, Managing } from "../platform.ts";
import { type ChannelFacts, createChannelFacts, MANAGING_SCOPES } from "./channel-facts.ts";
import { formatReply } from "./format.ts";
import { formatNotice } from "./format-notice.ts";
import { plainWords, type Question, questionIn } from "./heard.ts";
import type { Replies } from "./replies.ts";
import type { Origin, SlackWorkspace, Workspaces } from "./workspaces.ts";

/** The one slash command. */
export const COMMAND = "/rollcall";

/** Relays mentions, direct messages and the slash command to the core. Knows Slack; knows nothing of treaties. */
export function listen(
  app: App,
  services: ChatServices,
  workspaces: Pick<Workspaces, "of">,
  replies: Replies,
): void {
  const answer = async ({ client }: SlackWorkspace, question: Question | null) => {
    if (question === null) return;
    const { channel, threadTs, ...heard } = question;
    const direct = channel.startsWith("D");
    const answer = await services.hear({ ...heard, address: "asked", channel: direct ? null : channel });
    if (answer === null) return;
    const posted = await replies.post(client, channel, threadTs, answer.words);
    if (posted !== null) services.posted(question.key, [posted]);
  };
  /** An event comes here only once it was authorised, so the workspace is known. */
  const hereOf = async (origin: Origin): Promise<SlackWorkspace> => {
    const here = await workspaces.of(origin);
    if (here === null) throw new Error(`The app was removed from the workspace ${origin.teamId}.`);
    return here;
  };

  app.event("app_mention", async ({ event, body, context }) => {
    const here = await hereOf(context);
    await answer(here, questionIn(event, body.team_id, here.self.userId));
  });

  app.event("message", async ({ event, body, context }) => {
    if (event.channel_type !== "im" || !isSpoken(event)) return;
    const here = await hereOf(context);
    await answer(here, questionIn(event, body.team_id, here.self.userId));
  });

  app.command(COMMAND, async ({ command, ack, respond, context }) => {
    const { client, self } = await hereOf(context);
    const { team_id: team, channel_id: channel, user_id: user, trigger_id } = command;
    const key = `slack:${team}:${channel}:${trigger_id}`;
    const text = plainWords(command.text, self.userId);
    const notice = services.manage(text, managingOf(command, createChannelFacts(client, self)));
    if (notice) {
      if (!services.first(key)) return ack();
      // Slack waits three seconds, and what is asked of it may take longer.
      await ack();
      await replies.follow(notice.then((told) => respond(formatNotice(told))));
      return;
    }
    const answer = await services.hear({
      ...{ key, text, address: "asked", channel: null },
      conversation: `slack:${team}:${channel}:${user}`,
      asker: { platform: "slack", workspace: team, id: user },
    });
    if (answer === null) return ack();
    await ack({ response_type: "ephemeral", ...formatReply(answer.words) });
    services.posted(key, []);
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
