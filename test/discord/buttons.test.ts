import { setImmediate as nextTurn } from "node:timers/promises";
import { type APIMessage, MessageFlags, PermissionFlagsBits } from "discord-api-types/v10";
import { afterEach, describe, expect, it, vi } from "vitest";
import { startDiscord } from "../../adapters/discord/app.ts";
import type { ChatAnswer } from "../../adapters/platform.ts";
import { emptyMemory, type RunningBot, runBot, TIMES } from "./running-bot.ts";
import { buttonsOf, textOf } from "./server/components.ts";
import { replyOf, standIn } from "./stand-in.ts";

const QUESTIONS = ["When did Norway sign?", "Who has not signed?"];
const PRIVATE = MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral;
const LONG = Array.from({ length: 200 }, (_, index) => `• line ${index} of a long answer`).join("\n");
let bot: RunningBot;

async function start(change: Partial<ChatAnswer> = {}): Promise<void> {
  bot = await runBot(standIn((text) => replyOf(text === "long" ? LONG : `You asked: ${text}`), change));
}
afterEach(() => bot.close());

/** The next message of the bot whose text holds `part`. */
function written(part: string): Promise<APIMessage> {
  return bot.server.waitForMessage((message) => textOf(message).includes(part));
}

/** A public answer to a mention. */
async function answered(content = "has Norway signed?"): Promise<APIMessage> {
  const channel = bot.server.channel().id;
  bot.server.mention({ channel, user: bot.server.person("asker"), content });
  return written(`You asked: ${content}`);
}

/** What only the person sees who used `/ask`. */
async function answeredPrivately(question: string, use: object = {}): Promise<APIMessage> {
  const channel = bot.server.channel();
  await bot.server.slash("ask", { question }, { channel, ...use });
  return written(question === "long" ? "line 199" : `You asked: ${question}`);
}

function idOf(message: APIMessage, label: string): string {
  return buttonsOf(message).find(([shown]) => shown === label)?.[1] ?? `no button ${label}`;
}

describe("questions to ask next", () => {
  it("stand under an answer, and are answered for all, in the language of the question", async () => {
    await start({ followUps: QUESTIONS });
    const answer = await answered();
    expect(buttonsOf(answer).map(([label]) => label)).toEqual(QUESTIONS);
    const body = await bot.server.press(answer, idOf(answer, "When did Norway sign?"));
    expect(body).toMatchObject({ type: 4, data: { flags: MessageFlags.IsComponentsV2 } });
    expect(bot.services.heard.at(-1)).toMatchObject({ text: "When did Norway sign?", locale: undefined });
  });

  it("are answered to one person under an answer that only they see", async () => {
    await start({ followUps: QUESTIONS });
    const answer = await answeredPrivately("a");
    const body = await bot.server.press(answer, idOf(answer, "Who has not signed?"));
    expect(body).toMatchObject({ type: 4, data: { flags: PRIVATE } });
  });

  it("are answered once, whatever comes of the same press before the answer is there", async () => {
    const own = standIn((text) => replyOf(`You asked: ${text}`), { followUps: QUESTIONS });
    const hear: typeof own.hear = async (heard) => {
      const found = await own.hear(heard);
      if (found) await nextTurn();
      return found;
    };
    bot = await runBot({ ...own, hear });
    const answer = await answered();
    bot.server.gateway.repeat(3);
    const body = await bot.server.press(answer, idOf(answer, "When did Norway sign?"));
    expect(body).toMatchObject({ type: 4 });
  });

  it("work after a restart of the bot", async () => {
    await start({ followUps: QUESTIONS });
    const { server } = bot;
    const answer = await answered();
    await bot.platform.stop();
    const services = standIn();
    const settings = { token: server.token, apiUrl: server.apiUrl };
    const restarted = await startDiscord(settings, emptyMemory(), TIMES)(services);
    await server.press(answer, idOf(answer, "When did Norway sign?"));
    expect(services.heard.map(({ text }) => text)).toEqual(["When did Norway sign?"]);
    await restarted.stop();
  });

  it("are a menu where there are more than a row of buttons", async () => {
    const many = Array.from({ length: 30 }, (_, index) => `Question ${index}?`);
    await start({ followUps: [...many, many[0] ?? "", "long ".repeat(30)] });
    const answer = await answered();
    expect(buttonsOf(answer)).toEqual(many.slice(0, 25).map((text) => [text, text]));
    await bot.server.press(answer, "choose", {}, ["Question 7?"]);
    expect(bot.services.heard.at(-1)?.text).toBe("Question 7?");
  });

  it("are left out where Discord would not give them back whole", async () => {
    await start({ followUps: ["x".repeat(101), ...QUESTIONS] });
    expect(buttonsOf(await answered()).map(([label]) => label)).toEqual(QUESTIONS);
  });

  it("say that it did not work when a button is of another version", async () => {
    await start();
    const body = await bot.server.press(await answered(), "future:1");
    expect(body).toMatchObject({ data: { content: "Failed.", flags: expect.any(Number) } });
  });
});

describe("what one thinks of an answer", () => {
  it("is taken from whoever presses, and told to them alone", async () => {
    await start({ rateable: true });
    const answer = await answered();
    const user = bot.server.person("another");
    const { id } = { id: idOf(answer, "Helpful").split(":")[1] ?? "" };
    const body = await bot.server.press(answer, idOf(answer, "Helpful"), { user });
    expect(body).toMatchObject({
      data: { content: "Rated.", flags: MessageFlags.SuppressEmbeds | MessageFlags.Ephemeral },
    });
    await bot.server.press(answer, idOf(answer, "Not helpful"), { user });
    const by = `discord::${user.id}`;
    expect(bot.services.rated).toEqual([
      { id, user: by, helpful: true },
      { id, user: by, helpful: false },
    ]);
  });

  it("can be the wish to be told once there is an answer", async () => {
    await start({ canTell: true });
    const answer = await answered();
    const body = await bot.server.press(answer, idOf(answer, "Tell me"));
    expect(body).toMatchObject({ data: { content: "Wished." } });
    expect(bot.services.wished).toHaveLength(1);
  });
});

describe("share to channel", () => {
  it("shows all what one person saw, with their name, and leaves them no button to do it twice", async () => {
    await start({ followUps: QUESTIONS });
    const answer = await answeredPrivately("has Norway signed?");
    const user = bot.server.person("An*n <@1>");
    expect(await bot.server.press(answer, idOf(answer, "Share"), { user })).toMatchObject({ type: 7 });
    const shared = await written("Shared by");
    expect(textOf(shared)).toMatch(/^-# Shared by An\\\*n \\<.@1\\>\nYou asked: has Norway signed\?$/u);
    expect((shared.flags ?? 0) & MessageFlags.Ephemeral).toBe(0);
    expect(shared.mentions).toEqual([]);
    expect(buttonsOf(shared).map(([label]) => label)).toEqual(QUESTIONS);
    const left = bot.server.messages(answer.channel_id).find(({ id }) => id === answer.id);
    expect(buttonsOf(left ?? answer).map(([label]) => label)).toEqual(QUESTIONS);
    expect(bot.services.heard, "nothing is asked again").toHaveLength(1);
  });

  it("makes an answer of several messages once more, as the button knows of one only", async () => {
    await start();
    const user = bot.server.person("asker");
    const answer = await answeredPrivately("long", { user });
    const before = bot.server.messages(answer.channel_id).length;
    await bot.server.press(answer, idOf(answer, "Share"), { user });
    await written("Shared by");
    await bot.server.waitForMessage(
      (message) => message.id > answer.id && textOf(message).includes("line 199"),
    );
    expect(bot.server.messages(answer.channel_id)).toHaveLength(before + before);
    expect(bot.services.heard.map(({ text }) => text)).toEqual(["long"]);
  });

  it("shows nothing twice: by two presses at once, nor by one on an old copy after a restart", async () => {
    await start();
    const user = bot.server.person("asker");
    const answer = await answeredPrivately("has Norway signed?", { user });
    const press = () => bot.server.press(answer, idOf(answer, "Share"), { user });
    const said = await Promise.all([press(), press()]);
    expect(said).toMatchObject([{ type: 7 }, { type: 4, data: { content: "Shared before." } }]);
    await written("Shared by");
    const { again, takeShare } = bot.services;
    const { server } = bot;
    await bot.platform.stop();
    const settings = { token: server.token, apiUrl: server.apiUrl };
    const services = { ...standIn(), again, takeShare };
    const restarted = await startDiscord(settings, emptyMemory(), TIMES)(services);
    expect(await press()).toMatchObject({ type: 4, data: { content: "Shared before." } });
    await restarted.stop();
    const shown = bot.server.messages(answer.channel_id).filter((one) => textOf(one).includes("Shared by"));
    expect(shown).toHaveLength(1);
  });

  it("can be tried again when the press came to nothing", async () => {
    await start();
    const user = bot.server.person("asker");
    const answer = await answeredPrivately("has Norway signed?", { user });
    const route = "POST /interactions/:id/:token/callback";
    bot.server.fail({ route, fault: { kind: "error", status: 404, code: 10062 } });
    void bot.server.press(answer, idOf(answer, "Share"), { user });
    await vi.waitFor(() => expect(bot.services.logged.join()).toContain("no longer waited"));
    await bot.server.press(answer, idOf(answer, "Share"), { user });
    await written("Shared by");
  });

  it("says so when such an answer is no longer kept, or was somebody else's", async () => {
    await start();
    const answer = await answeredPrivately("long");
    const body = await bot.server.press(answer, idOf(answer, "Share"));
    expect(body).toMatchObject({ type: 4, data: { content: "Not again." } });
  });

  const member = PermissionFlagsBits.SendMessages;
  const refusals: ReadonlyArray<[string, object, Partial<{ view: boolean; send: boolean }>]> = [
    ["the person may not write", { may: 0n }, {}],
    ["the bot may not write", { may: member }, { send: false }],
    ["the server takes no bots of people's own", { may: member, installed: "person" }, {}],
  ];
  it.each(refusals)("says to the person alone that it may not be where %s", async (_, use, permissions) => {
    await start();
    const channel = bot.server.channel(permissions);
    await bot.server.slash("ask", { question: "a" }, { channel, ...use });
    const answer = await written("You asked: a");
    const body = await bot.server.press(answer, idOf(answer, "Share"), use);
    expect(body).toMatchObject({ type: 4, data: { content: "Not shared." } });
    expect(bot.server.messages(channel.id).filter(({ flags = 0 }) => (flags & 64) === 0)).toEqual([]);
  });

  it("is not offered where the person and the bot are alone", async () => {
    await start();
    const user = bot.server.person("asker");
    await bot.server.slash("ask", { question: "a" }, { user });
    const answer = await written("You asked: a");
    expect([answer.flags, buttonsOf(answer)]).toEqual([MessageFlags.IsComponentsV2, []]);
  });
});

describe("the bot of one person", () => {
  it("answers within five further messages, the last of them with the sources", async () => {
    await start();
    const words = { text: LONG.repeat(5), sources: [], labels: { asOf: "As of now", sources: "Sources:" } };
    await bot.close();
    await start({ words });
    const channel = bot.server.channel();
    const use = { channel, installed: "person", may: PermissionFlagsBits.UseExternalApps } as const;
    await bot.server.slash("ask", { question: "a" }, use);
    await bot.server.waitForMessage((message) => buttonsOf(message).length > 0);
    expect(bot.server.messages(channel.id)).toHaveLength(6);
    expect(bot.services.logged.filter((line) => line.includes("did not take"))).toEqual([]);
  });
});

describe("the menu on a message", () => {
  it("answers what the message asks, to one person", async () => {
    await start();
    const channel = bot.server.channel();
    const id = bot.server.say({
      channel: channel.id,
      user: bot.server.person("other"),
      content: "<@7> Norway?",
    });
    const [message] = bot.server.messages(channel.id).filter((one) => one.id === id);
    if (!message) throw new Error("The message is gone.");
    const body = await bot.server.menu("Ask Rollcall", message, { channel });
    expect(body).toMatchObject({ type: 4, data: { flags: PRIVATE } });
    expect(bot.services.heard.at(-1)).toMatchObject({ text: "someone Norway?", address: "asked" });
  });

  it("says so when the message has no text", async () => {
    await start();
    const channel = bot.server.channel();
    const answer = await answered();
    const body = await bot.server.menu("Ask Rollcall", { ...answer, content: "" }, { channel });
    expect(body).toMatchObject({ data: { content: "No question." } });
  });
});

describe("/forget", () => {
  it("is put off at once, and then says what was removed", async () => {
    await start();
    const [user, channel] = [bot.server.person("asker"), bot.server.channel()];
    const body = await bot.server.slash("forget", {}, { user, channel });
    expect(body).toMatchObject({ type: 5, data: { flags: MessageFlags.Ephemeral } });
    const said = await written("Forgotten.");
    expect((said.flags ?? 0) & MessageFlags.Ephemeral).not.toBe(0);
    expect(bot.services.forgotten).toEqual([`discord::${user.id}`]);
  });
});
