import { ok, strictEqual } from "node:assert/strict";
import { z } from "zod";
import type { Mode } from "../slack/bot.ts";
import { until, WHO, type Workspace } from "./workspace.ts";

/** What is done to the bot in the other maker's Slack; throws when it does something else than it should. */
export interface Scenario {
  readonly name: string;
  /** What is measured may be told. */
  readonly run: (slack: Workspace, mode: Mode) => Promise<string | undefined>;
}

const MENTION = `<@${WHO.bot}>`;
const CROWD = 200;

const actions = z.object({
  type: z.literal("actions"),
  block_id: z.string().optional(),
  elements: z.array(z.object({ type: z.literal("button"), action_id: z.string(), value: z.string() })),
});

function buttonIn(blocks: readonly unknown[], id: string) {
  for (const block of blocks) {
    const row = actions.safeParse(block).data;
    const element = row?.elements.find(({ action_id }) => action_id === id);
    if (row && element) return { block_id: row.block_id, element };
  }
  throw new Error(`There is no button ${id}: ${JSON.stringify(blocks)}`);
}

export const SCENARIOS: readonly Scenario[] = [
  {
    name: "answers a mention in a thread, with blocks",
    async run(slack) {
      const { ts } = await slack.say(`${MENTION} has Norway signed?`);
      const { text, blocks } = await slack.answer((message) => message.thread_ts === ts);
      ok(text.startsWith("Yes. Norway signed on 14 June 2019"), text);
      ok(blocks.some(({ type }) => type === "section") && blocks.some(({ type }) => type === "context"));
      return undefined;
    },
  },
  {
    name: "takes up a conversation in its thread",
    async run(slack) {
      const { ts } = await slack.say(`${MENTION} has Norway signed?`);
      const first = await slack.answer((message) => message.thread_ts === ts);
      await slack.say(`${MENTION} and Sweden?`, { thread: ts });
      const { text } = await slack.answer((message) => message.thread_ts === ts && message.ts !== first.ts);
      ok(text.startsWith("Yes. Sweden"), text);
      return undefined;
    },
  },
  {
    name: "answers a direct message there, once, though it comes as two events",
    async run(slack) {
      const { ts, channel } = await slack.say(`${MENTION} has Poland signed?`, { channel: WHO.person });
      await slack.answer((message) => message.ts > ts, channel);
      await slack.say("has Latvia signed?", { channel: WHO.person });
      await slack.answer(({ text }) => text.includes("Latvia"), channel);
      const answers = (await slack.messages(channel)).filter(({ user }) => user === WHO.bot);
      strictEqual(answers.length, 2);
      return undefined;
    },
  },
  {
    name: "answers the slash command to the one who used it",
    async run(slack) {
      const use = {
        channel: WHO.channel,
        user: WHO.person,
        command: "/rollcall",
        text: "has Austria signed?",
      };
      await slack.control("command", use);
      const { subtype } = await slack.answer(({ text }) => text.includes("Austria"));
      strictEqual(subtype, "ephemeral");
      return undefined;
    },
  },
  {
    name: "follows a thread that it is in without a mention",
    async run(slack) {
      const { ts } = await slack.say(`${MENTION} has Norway signed?`);
      const first = await slack.answer((message) => message.thread_ts === ts);
      await slack.say("and Sweden?", { thread: ts });
      const { text } = await slack.answer((message) => message.thread_ts === ts && message.ts !== first.ts);
      ok(text.startsWith("Yes. Sweden"), text);
      return undefined;
    },
  },
  {
    name: "changes its answer with an edited question, and takes it away with a deleted one",
    async run(slack) {
      const { channel, person: user } = WHO;
      const { ts } = await slack.say(`${MENTION} has Norway signed?`);
      const before = await slack.answer((message) => message.thread_ts === ts);
      await slack.control("edit-message", { channel, ts, user, text: `${MENTION} has Sweden signed?` });
      const after = await slack.answer(({ text, thread_ts }) => thread_ts === ts && text.includes("Sweden"));
      strictEqual(after.ts, before.ts);
      await slack.control("delete-message", { channel, ts, user });
      const gone = await until(async () => {
        const left = (await slack.messages()).filter((message) => message.ts === before.ts);
        return left.length === 0 ? ["gone"] : [];
      });
      strictEqual(gone.length, 1);
      return undefined;
    },
  },
  {
    name: "answers the question of a button in the thread of its answer",
    async run(slack) {
      const { ts } = await slack.say(`${MENTION} when did Latvia sign?`);
      const answer = await slack.answer((message) => message.thread_ts === ts);
      const { block_id = "", element } = buttonIn(answer.blocks, "ask_0");
      const action = { ...element, block_id };
      const { channel, person: user } = WHO;
      await slack.control("interact", { channel, messageTs: answer.ts, user, action });
      const next = await slack.answer((message) => message.thread_ts === ts && message.ts !== answer.ts);
      ok(JSON.stringify(next.blocks).includes(`› ${element.value}`), JSON.stringify(next.blocks));
      return undefined;
    },
  },
  {
    name: "publishes its Home tab to who opens it",
    async run(slack) {
      await slack.control("open-home", { user: WHO.person });
      const published = await until(async () => {
        const log = JSON.stringify(await slack.log());
        return log.includes("views.publish") ? [log] : [];
      });
      ok(published[0]?.includes("home_ask_0"), "no questions to begin with");
      return undefined;
    },
  },
  {
    name: `answers ${CROWD} mentions at once, each once`,
    async run(slack) {
      const began = performance.now();
      const asked = await Promise.all(
        Array.from({ length: CROWD }, () => slack.say(`${MENTION} how many have signed?`)),
      );
      const threads = new Set(asked.map(({ ts }) => ts));
      const answers = async () =>
        (await slack.messages()).filter(
          ({ user, thread_ts: thread = "" }) => user === WHO.bot && threads.has(thread),
        );
      strictEqual((await until(answers, CROWD)).length, CROWD);
      const ms = performance.now() - began;
      const { ts } = await slack.say(`${MENTION} has Malta signed?`);
      await slack.answer((message) => message.thread_ts === ts);
      const threaded = (await answers()).map(({ thread_ts }) => thread_ts);
      strictEqual(threaded.length, CROWD);
      strictEqual(new Set(threaded).size, CROWD);
      return `${ms.toFixed(0)} ms for all`;
    },
  },
  {
    name: "goes on after Slack was killed and came back",
    async run(slack) {
      await slack.restart();
      const began = performance.now();
      // By socket, what is said before the bot is back is lost in this Slack: the real one sends it again.
      const answers = await until(async () => {
        await slack.say(`${MENTION} has Spain signed?`);
        return (await slack.messages()).filter(({ user }) => user === WHO.bot);
      });
      ok(answers.length > 0);
      return `${(performance.now() - began).toFixed(0)} ms`;
    },
  },
];
