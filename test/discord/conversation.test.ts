import type { APIMessage } from "discord-api-types/v10";
import { afterEach, describe, expect, it } from "vitest";
import type { ChatServices } from "../../adapters/platform.ts";
import { type RunningBot, runBot } from "./running-bot.ts";
import { textOf } from "./server/components.ts";
import { replyOf, type StandIn, standIn } from "./stand-in.ts";

const LONG = Array.from({ length: 300 }, (_, index) => `• line ${index} of a long answer`).join("\n");
const PUBLIC = "POST /channels/:channel/messages";
let bot: RunningBot;

/** Called whenever the adapter notes where an answer stands. */
let noted: () => void = () => undefined;

function services(): StandIn {
  const own = standIn((text) => replyOf(text.startsWith("long") ? `${text}\n${LONG}` : `You asked: ${text}`));
  const posted: StandIn["posted"] = (key, messages) => {
    own.posted(key, messages);
    noted();
  };
  return { ...own, posted };
}

async function start(options: Parameters<typeof runBot>[2] = {}, own = services()): Promise<void> {
  bot = await runBot(own, undefined, options);
}
afterEach(() => bot.close());

function answerTo(id: string): Promise<APIMessage> {
  return bot.server.waitForMessage(({ message_reference }) => message_reference?.message_id === id);
}

function written(channel: string): string[] {
  const own = bot.server.messages(channel).filter(({ author }) => author.id === bot.server.botUser.id);
  return own.map(textOf);
}

/** Something is asked and answered after all that was said before. */
async function settled(channel: string): Promise<void> {
  const user = bot.server.person("last");
  await answerTo(bot.server.mention({ channel, user, content: "the last question" }));
}

/** Discord has fetched a preview of a link, and tells of the message again. */
function preview(channel: string, id: string): void {
  const [message] = bot.server.messages(channel).filter((one) => one.id === id);
  const embeds = [{ type: "link", url: "https://example.org" }];
  bot.server.gateway.dispatch("MESSAGE_UPDATE", { ...message, embeds }, 0);
}

/** What an adapter asked to be read of what was said before. */
async function earlierOf(index: number): Promise<readonly string[]> {
  return (await bot.services.heard[index]?.earlier?.()) ?? ["nothing can be read"];
}

describe("a chain of replies", () => {
  it("is one conversation of all who take part, which knows what was asked before", async () => {
    await start();
    const { server } = bot;
    const channel = server.channel().id;
    const first = server.mention({ channel, user: server.person("ann"), content: "has Norway signed?" });
    const answer = await answerTo(first);
    const user = server.person("ben");
    const second = server.say({ channel, user, content: "and Sweden?", replyTo: answer.id });
    const next = await answerTo(second);
    await answerTo(server.say({ channel, user, content: "and Poland?", replyTo: next.id }));
    const said = bot.services.heard.map(({ text, conversation, address }) => [text, conversation, address]);
    expect(said.slice(1)).toEqual([
      ["and Sweden?", `discord:${channel}:${first}`, "asked"],
      ["and Poland?", `discord:${channel}:${first}`, "asked"],
    ]);
    expect(await earlierOf(1)).toEqual(["has Norway signed?"]);
    expect(await earlierOf(2)).toEqual(["has Norway signed?", "and Sweden?"]);
  });

  it("is followed by asking Discord where another process answered, and is no reason to be silent", async () => {
    await start();
    const { server } = bot;
    const [channel, user] = [server.channel().id, server.person("ann")];
    const others = server.botUser;
    const first = server.mention({ channel, user, content: "has Norway signed?" });
    await answerTo(first);
    const unseen = server.say({ channel, user: others, content: "Yes.", replyTo: first });
    server.fail({
      route: "GET /channels/:channel/messages/:message",
      fault: { kind: "error", status: 404, code: 10008 },
    });
    await answerTo(server.say({ channel, user, content: "and Sweden?", replyTo: unseen }));
    expect(bot.services.heard.map(({ text }) => text)).toEqual(["has Norway signed?", "and Sweden?"]);
  });

  it("is no conversation with the bot where it replies to somebody else", async () => {
    await start({ hearsAll: true });
    const { server } = bot;
    const [channel, user] = [server.channel().id, server.person("ann")];
    const first = server.say({ channel, user, content: "I like Norway" });
    server.say({ channel, user: server.person("ben"), content: "has it signed?", replyTo: first });
    await settled(channel);
    expect(bot.services.heard.map(({ text, address }) => [text, address])).toEqual([
      ["I like Norway", "overheard"],
      ["the last question", "asked"],
    ]);
  });
});

describe("what is said to nobody in particular", () => {
  it("comes without its words to a bot without the intent, which says nothing", async () => {
    await start();
    const { server } = bot;
    const [thread, user] = [server.thread().id, server.person("ann")];
    server.say({ channel: thread, user, content: "has Norway signed?" });
    const answer = await answerTo(server.mention({ channel: thread, user, content: "a" }));
    server.say({ channel: thread, user, content: "and Sweden?", replyTo: answer.id, pings: false });
    await settled(thread);
    expect(bot.services.heard.map(({ text }) => text)).toEqual(["a", "the last question"]);
  });

  it("is followed in a thread and overheard in a channel, unless it is said to others", async () => {
    await start({ hearsAll: true });
    const { server } = bot;
    const [thread, channel] = [server.thread().id, server.channel().id];
    const [ann, ben] = [server.person("ann"), server.person("ben")];
    for (const place of [thread, channel]) {
      server.say({ channel: place, user: ann, content: "has Norway signed?" });
      server.say({ channel: place, user: ann, content: `<@${ben.id}> has Norway signed?` });
      server.say({ channel: place, user: ann, content: "@everyone has Norway signed?" });
    }
    await settled(channel);
    expect(
      bot.services.heard.map(({ address, conversation }) => [address, conversation]).slice(0, 2),
    ).toEqual([
      ["followed", `discord:${thread}`],
      ["overheard", `discord:${channel}:${ann.id}`],
    ]);
    expect(bot.services.heard).toHaveLength(3);
  });

  it("keeps to the settings of the channel of a thread, unless the thread has its own", async () => {
    const own = new Set<string>();
    const settingsOf: ChatServices["settingsOf"] = (_, channel) =>
      own.has(channel) ? { mode: "automatic", language: null } : services().settingsOf("discord", channel);
    await start({ hearsAll: true }, { ...services(), settingsOf });
    const { server } = bot;
    const thread = server.thread();
    const user = server.person("ann");
    await answerTo(server.mention({ channel: thread.id, user, content: "a" }));
    own.add(thread.id);
    await answerTo(server.mention({ channel: thread.id, user, content: "b" }));
    const parent = thread.kind === "thread" ? thread.parent : "";
    expect(bot.services.heard.map(({ channel }) => channel)).toEqual([parent, thread.id]);
  });
});

describe("the bot, called into a thread of people", () => {
  it("can read what they said before, oldest first, but nothing of bots", async () => {
    await start({ hearsAll: true });
    const { server } = bot;
    const [thread, ann] = [server.thread().id, server.person("ann")];
    const say = (content: string, user = ann) => server.say({ channel: thread, user, content });
    for (const number of Array.from({ length: 20 }, (_, index) => index)) say(`said ${number}`);
    say("has Norway signed?");
    say("beep", server.person("robot", { bot: true }));
    await answerTo(server.mention({ channel: thread, user: ann, content: "" }));
    const earlier = await earlierOf(bot.services.heard.length - 1);
    expect(earlier.slice(-2)).toEqual(["said 19", "has Norway signed?"]);
    expect(earlier).toHaveLength(14);
  });

  it("goes on without it when Discord does not tell", async () => {
    await start();
    const { server } = bot;
    const thread = server.thread().id;
    await answerTo(server.mention({ channel: thread, user: server.person("ann"), content: "" }));
    server.fail({
      route: "GET /channels/:channel/messages",
      fault: { kind: "error", status: 403, code: 50013 },
    });
    expect(await earlierOf(0)).toEqual([]);
  });
});

describe("an edited question", () => {
  it("changes its answer in place", async () => {
    await start();
    const { server } = bot;
    const [channel, user] = [server.channel().id, server.person("ann")];
    const id = server.mention({ channel, user, content: "has Norwai signed?" });
    const answer = await answerTo(id);
    server.revise(channel, id, `<@${server.botUser.id}> has Norway signed?`);
    const edited = await server.waitForMessage((message) => textOf(message).endsWith("Norway signed?"));
    expect(edited.id).toBe(answer.id);
    expect(written(channel)).toEqual(["You asked: has Norway signed?"]);
  });

  it("leaves as many messages as the new answer has", async () => {
    await start();
    const { server } = bot;
    const next = () => {
      return new Promise<void>((resolve) => {
        noted = resolve;
      });
    };
    const first = next();
    const { channel, id } = server.directMessage({ user: server.person("ann"), content: "short" });
    await first;
    for (const content of ["long one", "short again", "long two"]) {
      const done = next();
      server.revise(channel, id, content);
      await done;
      expect(written(channel).join("\n")).toContain(content);
      const isLong = written(channel).some((text) => text.includes("line 299"));
      expect([content, isLong]).toEqual([content, content.startsWith("long")]);
    }
    expect(written(channel).filter((text) => text.includes("line 299"))).toHaveLength(1);
    expect(written(channel)[0]).toContain("long two");
  });

  it("is left alone when it calls nobody, when its mention is gone, and when it is a bot's", async () => {
    await start();
    const { server } = bot;
    const [channel, user] = [server.channel().id, server.person("ann")];
    const [plain, mention] = [
      server.say({ channel, user, content: "hello" }),
      server.mention({ channel, user, content: "a" }),
    ];
    const answer = await answerTo(mention);
    server.revise(channel, plain, "has Norway signed?");
    server.revise(channel, mention, "never mind");
    server.revise(channel, answer.id, "what the bot itself wrote");
    await settled(channel);
    expect(server.requests.filter(({ route }) => route.startsWith("PATCH"))).toEqual([]);
    expect(server.requests.filter(({ route }) => route === PUBLIC)).toHaveLength(2);
  });
});

describe("an edit that only then calls the bot", () => {
  it("is answered once, as a reply, and the next edit changes that answer", async () => {
    await start();
    const { server } = bot;
    const [channel, user] = [server.channel().id, server.person("ann")];
    const id = server.say({ channel, user, content: "has Norwai signed?" });
    server.revise(channel, id, `<@${server.botUser.id}> has Norwai signed?`);
    const answer = await answerTo(id);
    server.revise(channel, id, `<@${server.botUser.id}> has Norway signed?`);
    const edited = await server.waitForMessage((message) => textOf(message).endsWith("Norway signed?"));
    expect(edited.id).toBe(answer.id);
    expect(written(channel)).toEqual(["You asked: has Norway signed?"]);
  });

  it("is answered once though Discord tells of it again, and though the mention comes and goes", async () => {
    await start();
    const { server } = bot;
    const [channel, user] = [server.channel().id, server.person("ann")];
    const id = server.say({ channel, user, content: "https://example.org" });
    preview(channel, id);
    const call = `<@${server.botUser.id}> a`;
    server.revise(channel, id, call);
    await answerTo(id);
    preview(channel, id);
    for (const content of ["never mind", call]) server.revise(channel, id, content);
    await settled(channel);
    expect(written(channel)).toEqual(["You asked: a", "You asked: the last question"]);
  });

  it("is left alone where it is not known whether it called before: a question of old is not answered again", async () => {
    await start();
    const { server } = bot;
    const [channel, user] = [server.channel().id, server.person("ann")];
    const id = server.mention({ channel, user, content: "a" });
    await answerTo(id);
    const [question] = server.messages(channel).filter((message) => message.id === id);
    const edited_timestamp = new Date().toISOString();
    server.gateway.dispatch("MESSAGE_UPDATE", { ...question, id: "1234", edited_timestamp }, 0);
    await settled(channel);
    expect(written(channel)).toEqual(["You asked: a", "You asked: the last question"]);
  });
});

describe("a deleted question", () => {
  it("takes its answer with it, one or many at once", async () => {
    await start();
    const { server } = bot;
    const [channel, user] = [server.channel().id, server.person("ann")];
    const ask = async (content: string) => {
      const id = server.mention({ channel, user, content });
      await answerTo(id);
      return id;
    };
    const ids = [await ask("a"), await ask("b"), await ask("c")];
    server.remove(channel, ids.slice(0, 1));
    server.remove(channel, ids.slice(1));
    await settled(channel);
    await bot.platform.stop();
    expect(written(channel)).toEqual(["You asked: the last question"]);
  });

  it("takes the rest of its answer with it where somebody has removed a part", async () => {
    await start();
    const { server } = bot;
    const { channel, id } = server.directMessage({ user: server.person("ann"), content: "a" });
    bot.services.answers.set("discord:1234", ["1233", (await answerTo(id)).id]);
    server.gateway.dispatch("MESSAGE_DELETE", { id: "1234", channel_id: channel }, 0);
    await answerTo(server.directMessage({ user: server.person("ben"), content: "b" }).id);
    await bot.platform.stop();
    expect(written(channel)).toEqual([]);
  });

  it("takes its answer with it after a restart too, when Discord tells of a message never seen", async () => {
    await start();
    const { server } = bot;
    const { channel, id } = server.directMessage({ user: server.person("ann"), content: "a" });
    await answerTo(id);
    bot.services.answers.set("discord:1234", [(await answerTo(id)).id]);
    server.gateway.dispatch("MESSAGE_DELETE", { id: "1234", channel_id: channel }, 0);
    await answerTo(server.directMessage({ user: server.person("ben"), content: "b" }).id);
    await bot.platform.stop();
    expect(written(channel)).toEqual([]);
  });
});
