import { randomUUID } from "node:crypto";
import type { App, SlashCommand } from "@slack/bolt";
import { isForget } from "../../src/subscriptions/parse-settings.ts";
import { idOf } from "../conversation/ids.ts";
import type { Managing } from "../platform.ts";
import { type ChannelFacts, createChannelFacts, MANAGING_SCOPES } from "./channel-facts.ts";
import { formatNotice } from "./format-notice.ts";
import { isDirect, plainWords } from "./heard.ts";
import { COMMAND, type ListenDeps } from "./listen-deps.ts";
import { privateAnswer, privately } from "./private-answer.ts";

/** Takes the slash command: those who manage a channel, whoever wants to be forgotten, and questions. */
export function listenToCommand(app: App, { services, replies, hereOf }: ListenDeps): void {
  app.command(COMMAND, async ({ command, ack, respond, context }) => {
    const { client, self } = await hereOf(context);
    const { team_id: team = self.team, channel_id: channel, user_id: user } = command;
    const key = `slack:${team}:${channel}:${markOf(command)}`;
    // A question has a key of its own, which other processes know too.
    if (!services.first(`${key}:command`)) return ack();
    const text = plainWords(command.text ?? "", self.userId);
    const asker = { platform: "slack", workspace: team, id: user };
    const facts = createChannelFacts(client, self);
    const forget = async () => {
      return privately(await services.forget({ asker, locale: await facts.localeOf(user) }));
    };
    const notice = isForget(text)
      ? forget()
      : services.manage(text, managingOf(command, team, facts))?.then(formatNotice);
    if (notice) {
      // Slack waits three seconds, and what is asked of it may take longer.
      await ack();
      await replies.follow(notice.then((told) => respond(told)));
      return;
    }
    const answer = await services.hear({
      ...{ key, text, asker, address: "asked", channel: null },
      conversation: `slack:${team}:${channel}:${user}`,
    });
    if (answer === null) return ack();
    const [first, ...more] = privateAnswer(answer, { channel });
    await ack(first);
    services.posted(key, []);
    for (const message of more) await replies.follow(respond(message));
  });
}

/** The same for all repeats of one use; the words count, as not everything that sends commands has a trigger for each. */
function markOf({ trigger_id: trigger = randomUUID(), user_id, text }: SlashCommand): string {
  return idOf(JSON.stringify([trigger, user_id, text]));
}

function managingOf(command: SlashCommand, workspace: string, facts: ChannelFacts): Managing {
  const { channel_id: channel, user_id: id, user_name: name = id } = command;
  const direct = isDirect(channel);
  return {
    ...{ platform: "slack", workspace, channel, actor: { id, name }, command: COMMAND },
    denied: direct
      ? { id: "settings-direct", args: {} }
      : { id: "may-not-workspace", args: { needs: MANAGING_SCOPES } },
    viewing: direct ? null : { id: "may-change-workspace", args: {} },
    locale: () => facts.localeOf(id),
    mayManage: async () => !direct && facts.mayManage(channel, id),
    checks: () => facts.checks(channel),
  };
}
