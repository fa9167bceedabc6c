import { describe, expect, it } from "vitest";
import type { ChannelMode } from "../../src/subscriptions/channel-settings.ts";
import { allOf } from "../fixtures/all-of.ts";
import { emptySchema, POSTGRESQL } from "../postgresql/database.ts";
import { emptyFile } from "../store/temp-folder.ts";
import { aChat, NOW, said } from "./chat.ts";

const STORES = [
  ["a file", emptyFile],
  ...(POSTGRESQL ? [["PostgreSQL", emptySchema] as const] : []),
] as const;

describe.each(STORES)("conversations over %s", (_, empty) => {
  it("go on from the last turn, in whichever process it was", async () => {
    const address = await empty();
    const [one, other] = [await aChat(address), await aChat(address)];
    await one.services.hear(said("has Norway signed?"));
    const answer = await other.services.hear(said("when?"));
    expect(answer?.words.text).toContain("14 June 2019");
    await one.close();
    await other.close();
  });

  it("answer a message once, whichever process hears it, and however often", async () => {
    const address = await empty();
    const [one, other] = [await aChat(address), await aChat(address)];
    const question = said("has Norway signed?");
    const answers = await Promise.all([one, one, other].map(({ services }) => services.hear(question)));
    expect(answers.filter((answer) => answer !== null)).toHaveLength(1);
    await one.close();
    await other.close();
  });

  it("answer an edited question as it stands now, after what it was asked after", async () => {
    const chat = await aChat(await empty());
    await chat.services.hear(said("has Norway signed?"));
    const question = said("and Sweden?");
    await chat.services.hear(question);
    chat.services.posted(question.key, ["m1"]);
    const edited = await chat.services.edited({ ...question, text: "and Poland?" });
    expect(edited).toMatchObject({ messages: ["m1"], answer: { outcome: "answered" } });
    expect(edited?.answer.words.text).toContain("Poland");
    expect((await chat.services.hear(said("is it in the EU?")))?.words.text).toContain("Poland");
    expect(await chat.services.edited({ ...question, text: "and Poland?" })).toBeNull();
    expect(await chat.services.edited(said("never asked"))).toBeNull();
    await chat.close();
  });

  it("take a question that the bot offered as whole, and go on from it", async () => {
    const chat = await aChat(await empty());
    await chat.services.hear(said("has Norway signed?"));
    const chosen = await chat.services.hear(said("Who signed?", { address: "chosen" }));
    expect(chosen?.words.text).toMatch(/^27 countries/);
    expect((await chat.services.hear(said("and who has not?")))?.words.text).toMatch(/^2 countries/);
    await chat.close();
  });

  it("tell which messages answered a question that was deleted, once", async () => {
    const chat = await aChat(await empty());
    const question = said("has Norway signed?");
    await chat.services.hear(question);
    chat.services.posted(question.key, ["m1", "m2"]);
    expect(await chat.services.deleted(question.key)).toEqual(["m1", "m2"]);
    expect(await chat.services.deleted(question.key)).toEqual([]);
    expect((await chat.services.hear(said("when?")))?.outcome).toBe("clarify");
    await chat.close();
  });

  it("forget everything of a person, and nothing of another", async () => {
    const chat = await aChat(await empty());
    const { services, store } = chat;
    const bob = { asker: { platform: "slack", workspace: "T1", id: "U0BOB" }, conversation: "b" };
    const asked = await services.hear(said("what is the weather like?"));
    await services.hear(said("what is the weather like?", bob));
    if (!asked) throw new Error("not answered");
    const about = { id: asked.id, asker: said("").asker };
    expect(await services.rate(about, false)).toBe(asked.chat.feedbackKept);
    expect(await services.wish(about)).toBe(asked.chat.willTell);
    await chat.services.deleted("wait for what is written");
    expect(await services.forget(about)).toBe(asked.chat.forgot(3));
    expect((await allOf(store.curation.unanswered())).map(({ user }) => user)).toEqual(["slack:T1:U0BOB"]);
    expect([await store.curation.ratings(9), await allOf(store.curation.wishes())]).toEqual([[], []]);
    expect(await services.wish(about)).toBe(asked.chat.questionForgotten);
    await chat.close();
  });
});

describe("conversations", () => {
  it("answer all the same when nothing can be kept", async () => {
    const chat = await aChat(await emptyFile(), { withoutConversations: true });
    await chat.services.hear(said("has Norway signed?"));
    expect((await chat.services.hear(said("when?")))?.words.text).toContain("14 June 2019");
    await chat.close();
  });

  it("answer a message once when nothing can be kept", async () => {
    const chat = await aChat(await emptyFile(), { withoutConversations: true });
    const question = said("has Norway signed?");
    expect(await chat.services.hear(question)).not.toBeNull();
    expect(await chat.services.hear(question)).toBeNull();
    await chat.close();
  });

  it("answer all the same when the store fails, and do not wait for it again at once", async () => {
    const chat = await aChat(await emptyFile());
    await chat.conversations?.close();
    await chat.services.hear(said("has Norway signed?"));
    expect((await chat.services.hear(said("when?")))?.words.text).toContain("14 June 2019");
    await chat.store.close();
  });

  it("say so, to the asker and in the log, when not all of a person could be dropped", async () => {
    const chat = await aChat(await emptyFile(), { logLevel: "warn" });
    const { asker } = said("");
    await chat.store.close();
    expect(await chat.services.forget({ asker })).toBe(chat.services.chatIn("en").forgetLater);
    expect(chat.lines.join()).toContain("forget: not all of a person could be dropped");
    expect(chat.lines.join()).not.toContain(asker.id);
    await chat.conversations?.close();
  });

  it("expire after half an hour", async () => {
    const chat = await aChat(await emptyFile());
    await chat.services.hear(said("has Norway signed?"));
    chat.scheduler.step(31 * 60_000);
    while (chat.scheduler.now() < NOW + 31 * 60_000) chat.scheduler.step(31 * 60_000);
    expect((await chat.services.hear(said("when?")))?.outcome).toBe("clarify");
    await chat.close();
  });

  it("tell who asks too fast so once, and answer again after a while", async () => {
    const chat = await aChat(await emptyFile(), { ratePerMinute: 2 });
    const texts: Array<string | undefined> = [];
    for (let count = 0; count < 4; count += 1) {
      texts.push((await chat.services.hear(said("has Norway signed?")))?.words.text);
    }
    expect(texts.map((text) => text?.slice(0, 16))).toEqual([
      "Yes. Norway sign",
      "Yes. Norway sign",
      "I answer 2 quest",
      undefined,
    ]);
    const other = { asker: { platform: "slack", workspace: "T1", id: "U0BOB" } };
    expect(await chat.services.hear(said("has Norway signed?", other))).not.toBeNull();
    chat.scheduler.step(30_000);
    expect((await chat.services.hear(said("has Norway signed?")))?.words.text).toMatch(/^Yes/);
    await chat.close();
  });

  it("count edits as questions, so that nobody keeps the bot busy with them", async () => {
    const chat = await aChat(await emptyFile(), { ratePerMinute: 2 });
    const question = said("has Norway signed?");
    await chat.services.hear(question);
    chat.services.posted(question.key, ["m1"]);
    expect(await chat.services.edited({ ...question, text: "has Sweden signed?" })).not.toBeNull();
    expect(await chat.services.edited({ ...question, text: "has Latvia signed?" })).toBeNull();
    await chat.close();
  });

  it("read a thread of people that the bot is called into", async () => {
    const chat = await aChat(await emptyFile());
    const earlier = async () => ["lunch?", "has Norway signed?", "no idea, let us ask"];
    const called = said("", { conversation: "c1", earlier });
    expect((await chat.services.hear(called))?.words.text).toMatch(/Norway signed on/);
    const gone = said("and Sweden?", { conversation: "c2", earlier });
    expect((await chat.services.hear(gone))?.words.text).toMatch(/Sweden signed on/);
    const alone = said("", { conversation: "c3", earlier: () => Promise.reject(new Error("no scope")) });
    expect((await chat.services.hear(alone))?.outcome).toBe("answered");
    await chat.close();
  });

  it("go on in a thread without a mention, only where the bot is in it and is certain", async () => {
    const chat = await aChat(await emptyFile());
    const followed = { address: "followed" } as const;
    expect(await chat.services.hear(said("has Norway signed?", followed))).toBeNull();
    await chat.services.hear(said("has Norway signed?"));
    expect((await chat.services.hear(said("when?", followed)))?.words.text).toContain("14 June 2019");
    expect(await chat.services.hear(said("thanks Bob, see you at lunch", followed))).toBeNull();
    await chat.close();
  });

  it("answer what was overheard in silence once it is said to the bot, and nothing twice", async () => {
    const chat = await aChat(await emptyFile());
    for (const address of ["followed", "overheard"] as const) {
      const talk = said("did Norway sign up for lunch?", { address });
      expect(await chat.services.hear(talk)).toBeNull();
      const call = { ...talk, text: "has Norway signed?", address: "asked" } as const;
      expect(await chat.services.edited(call)).toBeNull();
      expect((await chat.services.hear(call))?.outcome).toBe("answered");
      expect(await chat.services.hear(call)).toBeNull();
      expect(await chat.services.hear({ ...call, address })).toBeNull();
    }
    await chat.close();
  });

  it("are what the channel wants them to be", async () => {
    const chat = await aChat(await emptyFile());
    const set = async (mode: ChannelMode) => {
      const settings = { mode, language: null };
      const audit = { at: NOW, actor: null, change: { kind: "settings", ...settings } } as const;
      await chat.store.channelSettings.change({ platform: "slack", channel: "C1" }, () => ({
        next: settings,
        audit,
      }));
      await chat.settings.refresh();
    };
    const overheard = { address: "overheard", conversation: "o" } as const;
    const question = "Has Norway signed the 1+ Million Genomes declaration?";
    expect(await chat.services.hear(said(question, overheard))).toBeNull();
    await set("automatic");
    expect((await chat.services.hear(said(question, overheard)))?.outcome).toBe("answered");
    expect(await chat.services.hear(said("who wants coffee?", overheard))).toBeNull();
    await set("off");
    expect(await chat.services.hear(said(question))).toBeNull();
    expect(await chat.services.hear(said(question, { channel: null }))).not.toBeNull();
    await chat.close();
  });

  it("keep no refused question when they are not to", async () => {
    const chat = await aChat(await emptyFile(), { keepUnanswered: false });
    const answer = await chat.services.hear(said("what is the weather like?"));
    expect(answer?.canTell).toBe(false);
    expect(await allOf(chat.store.curation.unanswered())).toEqual([]);
    await chat.close();
  });

  it("leave no words of a question in the log, save at level debug", async () => {
    for (const [logLevel, isThere] of [
      ["info", false],
      ["debug", true],
    ] as const) {
      const chat = await aChat(await emptyFile(), { logLevel });
      await chat.services.hear(said("has Atlantis signed?"));
      await chat.services.hear(said("has Atlantis signed?", { conversation: "o" }));
      expect(chat.lines.join("").includes("Atlantis")).toBe(isThere);
      await chat.close();
    }
  });

  it("know no country of a code that does not exist", async () => {
    const chat = await aChat(await emptyFile());
    const { text: _, address: __, channel: ___, ...heard } = said("");
    const outcomes: Array<string | undefined> = [];
    for (const [at, code] of ["NO", "XX", "__proto__", "toString"].entries()) {
      outcomes.push((await chat.services.hearCountry(code, { ...heard, key: `k${at}` }))?.outcome);
    }
    expect(outcomes).toEqual(["answered", "off-topic", "off-topic", "off-topic"]);
    await chat.close();
  });
});
