import { describe, expect, it } from "vitest";
import { idOf } from "../../adapters/conversation/ids.ts";
import { emptyFile } from "../store/temp-folder.ts";
import { aSubscription } from "../subscriptions/subscription-fixture.ts";
import { aChat, NOW, said } from "./chat.ts";

describe("an answer that is to be shown to others", () => {
  it("is given once more to who asked it, as it was asked: after what came before", async () => {
    const chat = await aChat(await emptyFile());
    const { services } = chat;
    await services.hear(said("has Norway signed?"));
    const followUp = said("and Sweden?");
    const answer = await services.hear(followUp);
    const about = { id: idOf(followUp.key), asker: followUp.asker };
    await services.hear(said("who signed last?"));
    expect(await services.again(about)).toEqual(answer);
    await chat.close();
  });

  it("is given to nobody else, nor when it is not kept any more", async () => {
    const chat = await aChat(await emptyFile());
    const { services } = chat;
    const asked = said("has Norway signed?");
    await services.hear(asked);
    const other = { ...asked.asker, id: "U0BOB" };
    const id = idOf(asked.key);
    expect(await services.again({ id, asker: other })).toMatch(/^Only the person who asked/);
    await services.forget({ asker: asked.asker });
    const gone = await services.again({ id, asker: asked.asker });
    expect(gone).toEqual(services.chatIn("en").questionForgotten);
    expect(await services.again({ id, asker: asked.asker, locale: "de" })).not.toEqual(gone);
    await chat.close();
  });
});

describe("the right to show an answer to others", () => {
  it("is there once, whichever process is asked, until it is given back", async () => {
    const address = await emptyFile();
    const [one, other] = [await aChat(address), await aChat(address)];
    expect(await one.services.takeShare("a1")).toBe(true);
    expect(await other.services.takeShare("a1")).toBe(false);
    expect(await other.services.takeShare("a2")).toBe(true);
    await one.services.returnShare("a1");
    expect(await one.services.takeShare("a1")).toBe(true);
    await one.close();
    await other.close();
  });

  it("is there once for each process when nothing can be kept", async () => {
    const chat = await aChat(await emptyFile(), { withoutConversations: true });
    expect(await chat.services.takeShare("a1")).toBe(true);
    expect(await chat.services.takeShare("a1")).toBe(false);
    await chat.services.returnShare("a1");
    expect(await chat.services.takeShare("a1")).toBe(true);
    await chat.close();
  });
});

describe("a page about the bot", () => {
  it("shows the channels of its workspace that get something, in the language of who reads it", async () => {
    const chat = await aChat(await emptyFile());
    const { services, store } = chat;
    const subscribe = async (workspace: string, channel: string, unsubscribed = false) => {
      const wish = aSubscription({ platform: "slack", workspace, channel });
      const next = unsubscribed ? { ...wish, kinds: [] } : wish;
      const change = { kind: "subscribed", kinds: next.kinds, language: next.language } as const;
      await store.subscriptions.change(next, () => ({ next, audit: { at: NOW, actor: null, change } }));
    };
    await subscribe("T1", "C1");
    await subscribe("T1", "C2", true);
    await subscribe("T2", "C3");
    const { channels, words } = await services.home({ platform: "slack", workspace: "T1", locale: "de-AT" });
    expect(channels).toEqual([{ channel: "C1", gets: expect.stringContaining("Englisch") }]);
    expect(words.total).toMatch(/27 Länder/);
    await chat.close();
  });

  it("shows all but its channels while the store is away", async () => {
    const chat = await aChat(await emptyFile());
    await chat.store.close();
    const page = await chat.services.home({ platform: "slack", workspace: "T1" });
    expect(page.channels).toBeNull();
    expect(page.words.examples.questions).toHaveLength(5);
    await chat.close();
  });
});
