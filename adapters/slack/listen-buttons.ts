import type { App, BlockAction, RespondFn } from "@slack/bolt";
import { ACTION, ratingOf } from "./buttons.ts";
import { invitation } from "./channel-facts.ts";
import { formatAnswer } from "./format-answer.ts";
import type { ListenDeps } from "./listen-deps.ts";
import { type Press, pressOf } from "./press.ts";
import { privateAnswer, privately } from "./private-answer.ts";
import type { Messages, Posted } from "./replies.ts";
import type { SlackWorkspace } from "./workspaces.ts";

interface Pressed {
  readonly press: Press;
  readonly here: SlackWorkspace;
  readonly respond: RespondFn;
}

/** Takes the buttons of answers. All that they need is in their values. */
export function listenToButtons(app: App, { services, replies, hereOf }: ListenDeps): void {
  const on = (pattern: RegExp, run: (pressed: Pressed) => Promise<unknown>) => {
    app.action<BlockAction>(pattern, async ({ ack, body, action, context, respond }) => {
      // Slack marks a button with a warning that is not acknowledged within three seconds.
      await ack();
      const here = await hereOf(context);
      const press = pressOf(body, action, context.teamId ?? here.self.team);
      if (press) await replies.follow(run({ press, here, respond }));
    });
  };
  const tell = ({ press, respond }: Pressed, text: string) =>
    respond({ ...privately(text), ...(press.within ? { thread_ts: press.within } : {}) });

  const ask = async ({ press, here, respond }: Pressed) => {
    const { key, conversation, asker, value: text, channel, threadTs, isPrivate } = press;
    const heard = { key, conversation, asker, text, address: "chosen", channel: null } as const;
    const answer = await services.hear(heard);
    if (answer === null) return;
    services.posted(key, []);
    if (isPrivate) {
      for (const message of privateAnswer(answer, { channel, question: text })) await respond(message);
    } else {
      const spot = { client: here.client, channel, threadTs };
      await replies.post(spot, (newBlocks) => formatAnswer(answer, { newBlocks, question: text }));
    }
  };
  on(new RegExp(`^(${ACTION.ask}|${ACTION.homeAsk})\\d+$`), ask);

  on(new RegExp(`^${ACTION.rate}(_yes|_no)?$`), async (pressed) => {
    const { asker, value } = pressed.press;
    const rating = ratingOf(value);
    if (rating) await tell(pressed, await services.rate({ id: rating.id, asker }, rating.helpful));
  });

  on(new RegExp(`^${ACTION.tell}$`), async (pressed) => {
    const { asker, value: id } = pressed.press;
    await tell(pressed, await services.wish({ id, asker }));
  });

  const share = async (pressed: Pressed) => {
    const { press, here, respond } = pressed;
    const { asker, name: sharedBy, value: id, channel } = press;
    const answer = await services.again({ id, asker });
    if (typeof answer === "string") return tell(pressed, answer);
    if (!(await services.takeShare(id))) return tell(pressed, answer.chat.sharedBefore);
    const spot = { client: here.client, channel, threadTs: press.within };
    const showing: Messages = (newBlocks) => formatAnswer(answer, { newBlocks, sharedBy });
    const { messages, failed } = await replies.post(spot, showing);
    if (failed) {
      await replies.remove(spot, messages);
      await services.returnShare(id);
      const { notHere, failed: words } = answer.chat;
      return tell(pressed, isOutside(failed) ? notHere([invitation(here.self)]) : words);
    }
    const shared = formatAnswer(answer, { newBlocks: false }).at(-1);
    return respond({ response_type: "ephemeral", replace_original: true, ...shared });
  };
  on(new RegExp(`^${ACTION.share}$`), async (pressed) => {
    if (services.first(pressed.press.key)) await share(pressed);
  });
}

function isOutside(failed: NonNullable<Posted["failed"]>): boolean {
  return failed.kind === "failed" && /^(not_in_channel|channel_not_found):/.test(failed.reason);
}
