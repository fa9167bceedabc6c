import { MessageFlags, PermissionFlagsBits } from "discord-api-types/v10";
import { describe, expect, it } from "vitest";
import type { Store } from "../../../adapters/store/store.ts";
import { createSeen } from "../../../src/conversation/seen.ts";
import { runBot } from "../../discord/running-bot.ts";
import { textOf } from "../../discord/server/components.ts";
import { standIn as discordStandIn } from "../../discord/stand-in.ts";
import { inMatrix } from "../../fault-matrix/in-matrix.ts";
import { openEngine } from "../../questions/engine.ts";
import { type Mode, standIn as slackStandIn, startBot } from "../../slack/bot.ts";
import { startSlackServer } from "../../slack/server/slack-server.ts";
import { SELF } from "../../slack/server/workspace.ts";
import { manageOver, ownStore } from "../../subscriptions/managing.ts";

const { knowledge } = await openEngine();
/** Newest first: what was done to the channel, each command once. */
const DONE = ["unsubscribed", "subscribed"];
const ONCE = "each question and command done once";

describe("what a platform says twice or in another order", () => {
  for (const mode of ["socket", "http"] as const) {
    for (const attempt of [0, 1, 3]) {
      const how = attempt === 0 ? "not told as repeats" : `told as repeat ${attempt}`;
      it(`is done once in Slack by ${mode}: ${how}`, async (context) => {
        const checked = `${ONCE} (by ${mode}, ${how})`;
        inMatrix(context, { fault: "events said twice, in another order", where: "slack", checked });
        const { store, answers } = await saidAgainInSlack(mode, attempt);
        expect(answers).toEqual(["You asked: one?", "You asked: two?", "You asked: three?"]);
        expect(await doneTo(store, "slack", "C1")).toEqual(DONE);
      });
    }
  }

  for (const replayed of [1, 3, 50]) {
    it(`is done once in Discord when a session comes back and ${replayed} events come again`, async (context) => {
      const checked = `${ONCE} (${replayed} events again)`;
      inMatrix(context, { fault: "gateway resumed with a replay", where: "discord", checked });
      const { store, channel, answers } = await saidAgainInDiscord(replayed);
      expect(answers).toEqual(["You asked: one?", "You asked: two?", "You asked: three?"]);
      expect(await doneTo(store, "discord", channel)).toEqual(DONE);
    });
  }
});

async function doneTo(store: Store, platform: string, channel: string): Promise<readonly string[]> {
  expect((await store.subscriptions.of(platform, channel))?.kinds).toEqual([]);
  return (await store.subscriptions.audit(platform, channel, 10)).map(({ change }) => change.kind);
}

/** Two questions and two commands; then all again, the last first; then a third question. */
async function saidAgainInSlack(mode: Mode, attempt: number) {
  const slack = await startSlackServer();
  slack.directory.addMember({ id: "U1", isAdmin: true });
  slack.directory.addChannel({ id: "C1", creator: "U1" });
  const store = await ownStore();
  const bot = await startBot(slack, mode, { ...slackStandIn(), manage: manageOver(store, knowledge) });
  const use = (verb: string) => slack.command({ channel: "C1", user: "U1", text: verb, trigger: verb });
  const ask = (text: string) => slack.mention({ channel: "C1", user: "U1", text });
  const answers = () => slack.messages("C1").filter((one) => one.botId === SELF.botId && !one.ephemeralFor);
  const shown = (count: number) =>
    slack.waitForMessage(() => slack.messages("C1").filter((one) => one.ephemeralFor).length === count);
  const first = await ask("one?");
  await use("subscribe");
  await shown(1);
  const second = await ask("two?");
  await use("unsubscribe");
  await shown(2);
  await slack.waitForMessage(() => answers().length === 2);
  for (const said of [second, first, first]) await slack.redeliver(said, attempt);
  for (const verb of ["unsubscribe", "subscribe"]) await use(verb);
  await ask("three?");
  await slack.waitForMessage(() => answers().length === 3);
  await bot.stop();
  await slack.close();
  return { store, answers: answers().map(({ text }) => text) };
}

/** Two questions and two commands; then a lost connection, and the last events again; then a third question. */
async function saidAgainInDiscord(replayed: number) {
  const store = await ownStore();
  const seen = createSeen();
  const services = { ...discordStandIn(), manage: manageOver(store, knowledge) };
  const bot = await runBot({ ...services, first: (key) => seen.first(key, 0) });
  const { server } = bot;
  const [channel, user] = [server.channel(), server.person("asker")];
  const ask = (content: string) => server.mention({ channel: channel.id, user, content });
  const answers = () =>
    server.messages(channel.id).filter((message) => textOf(message).startsWith("You asked"));
  const use = (subcommand: string) => {
    const may = PermissionFlagsBits.ManageChannels;
    return server.slash("announcements", {}, { subcommand, channel, may });
  };
  const isPrivate = (flags = 0) => (flags & MessageFlags.Ephemeral) !== 0;
  const told = (count: number) =>
    server.waitForMessage(
      () => server.messages(channel.id).filter(({ flags }) => isPrivate(flags)).length === count,
    );
  const written = (start: string) => server.waitForMessage((message) => textOf(message).startsWith(start));
  ask("one?");
  await use("subscribe");
  await told(1);
  await use("unsubscribe");
  await told(2);
  await written("You asked: one?");
  const resumed = server.gateway.resumed();
  server.gateway.drop(4000, replayed);
  ask("two?");
  await resumed;
  await written("You asked: two?");
  ask("three?");
  await written("You asked: three?");
  await bot.close();
  return { store, channel: channel.id, answers: answers().map(textOf) };
}
