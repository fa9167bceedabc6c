import { ok, strictEqual } from "node:assert/strict";
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
