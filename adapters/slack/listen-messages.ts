import { createTurns } from "../conversation/turns.ts";
import type { ChatAnswer } from "../platform.ts";
import { earlierIn } from "./earlier.ts";
import type { Events } from "./events.ts";
import { formatAnswer } from "./format-answer.ts";
import { keyOf, mentionedIn, mentions, type Question, questionIn } from "./heard.ts";
import type { ListenDeps } from "./listen-deps.ts";
import type { Messages, Spot } from "./replies.ts";
import { type Change, changeIn, isSpoken } from "./said.ts";
import type { SlackWorkspace } from "./workspaces.ts";

/** Hears mentions, direct messages, threads and, where it is wanted, all that is said; and edits and deletions of it. */
export function listenToMessages(events: Events, { services, replies, hereOf }: ListenDeps): void {
  const turns = createTurns();

  const reply = async (here: SlackWorkspace, question: Question): Promise<void> => {
    const { heard, channel, threadTs, ts } = question;
    const thread = threadTs === undefined || threadTs === ts ? null : threadTs;
    const earlier = thread ? () => earlierIn(here, { channel, ts: thread, before: ts }) : null;
    const answer = await services.hear({ ...heard, ...(earlier ? { earlier } : {}) });
    if (answer === null) return;
    const { messages } = await replies.post(spotOf(here, question), showing(answer));
    if (messages.length > 0) services.posted(heard.key, messages);
  };

  const hear = async (here: SlackWorkspace, question: Question | null): Promise<void> => {
    if (question === null) return;
    const { key, address, channel } = question.heard;
    const isUnasked = address === "overheard" && channel !== null;
    if (isUnasked && services.settingsOf("slack", channel).mode !== "automatic") return;
    // Slack makes two events of one mention: the second finds that the first was heard.
    await turns.take(key, () => reply(here, question));
  };

  const edit = async (here: SlackWorkspace, question: Question, isCalledNow: boolean) => {
    const changed = await services.edited(question.heard);
    if (!changed) return isCalledNow ? reply(here, question) : undefined;
    const spot = spotOf(here, question);
    const { messages } = await replies.replace(spot, changed.messages, showing(changed.answer));
    services.posted(question.heard.key, messages);
  };

  const remove = async ({ client }: SlackWorkspace, channel: string, key: string) => {
    await replies.remove({ client, channel, threadTs: undefined }, await services.deleted(key));
  };

  const follow = async (here: SlackWorkspace, where: Where, change: Change): Promise<void> => {
    const { channel, channel_type, team } = where;
    const key = keyOf(team, channel, change.kind === "deleted" ? change.ts : change.now.ts);
    if (change.kind === "deleted") return turns.take(key, () => remove(here, channel, key));
    const { userId } = here.self;
    const { now, before } = change;
    const isCalledNow = mentions(now.text, userId) && !mentions(before?.text ?? "", userId);
    const question = questionIn({ ...now, channel, channel_type }, team, userId);
    if (question) await turns.take(key, () => edit(here, question, isCalledNow));
  };

  events.on("app_mention", async ({ event, body, context }) => {
    const here = await hereOf(context);
    const question = questionIn(event, teamOf(here, body), mentionedIn(event, here.self.userId));
    await hear(here, question && { ...question, heard: { ...question.heard, address: "asked" } });
  });

  events.on("message", async ({ event, body, context }) => {
    const here = await hereOf(context);
    const team = teamOf(here, body);
    if (isSpoken(event)) return hear(here, questionIn(event, team, here.self.userId));
    const change = changeIn(event);
    const { channel, channel_type } = event;
    if (change) await follow(here, { channel, channel_type, team }, change);
  });
}

interface Where {
  readonly team: string;
  readonly channel: string;
  readonly channel_type: string | undefined;
}

/** Of one workspace, not every sender of events names it. */
function teamOf({ self }: SlackWorkspace, { team_id }: { readonly team_id?: string }): string {
  return team_id ?? self.team;
}

function spotOf({ client }: SlackWorkspace, { channel, threadTs }: Question): Spot {
  return { client, channel, threadTs };
}

function showing(answer: ChatAnswer): Messages {
  return (newBlocks) => formatAnswer(answer, { newBlocks });
}
