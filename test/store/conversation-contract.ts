import { describe, expect, it } from "vitest";
import type { StoreAddress } from "../../adapters/store/address.ts";
import type { ConversationStore, Question } from "../../adapters/store/conversation-store.ts";
import { openConversations } from "../../adapters/store/open-conversations.ts";
import { languageCode } from "../../src/knowledge/schema/values.ts";
import type { Turn } from "../../src/questions/reply.ts";

const NOW = 1_790_000_000_000;
const TURN: Turn = { query: { op: "freshness" }, language: languageCode.parse("en"), focus: [] };
const LATER: Turn = { ...TURN, language: languageCode.parse("de") };

/** What is remembered of conversations, on every kind of store. */
export function conversationContract(name: string, empty: () => Promise<StoreAddress>): void {
  describe(`conversations: ${name}`, () => {
    it("takes a question once, however many processes hear it at once", async () => {
      const address = await empty();
      const stores = [await openConversations(address), await openConversations(address)];
      const taken = await Promise.all(stores.map((store) => store.take(asked("q1"), TURN)));
      expect(taken.toSorted()).toEqual([false, true]);
      for (const store of stores) await store.close();
    });

    it("takes each of very many that come together once, in whatever order processes hear them", async () => {
      const address = await empty();
      const [one, other] = [await openConversations(address), await openConversations(address)];
      const questions = Array.from({ length: 120 }, (_, at) => asked(`q${at}`));
      const takings = [...questions, ...questions].map(async (question, at) => ({
        id: question.id,
        taken: await (at % 3 === 0 ? one : other).take(question, TURN),
      }));
      takings.push(
        ...questions.toReversed().map(async (question) => ({
          id: question.id,
          taken: await other.take(question, TURN),
        })),
      );
      const taken = (await Promise.all(takings)).filter(({ taken }) => taken).map(({ id }) => id);
      expect(taken.toSorted()).toEqual(questions.map(({ id }) => id).toSorted());
      await one.close();
      await other.close();
    });

    it("notes for each of many that are answered together where, the last time for the same one", () =>
      withStore(empty, async (store) => {
        const ids = ["q1", "q2", "q3"];
        await Promise.all(ids.map((id) => store.take(asked(id), TURN)));
        const notes = [
          ...ids.map((id) => store.posted(id, [`first of ${id}`])),
          store.posted("q2", ["m2", "m3"]),
        ];
        await Promise.all(notes);
        const found = await Promise.all(ids.map((id) => store.find(id)));
        expect(found.map((question) => question?.messages)).toEqual([
          ["first of q1"],
          ["m2", "m3"],
          ["first of q3"],
        ]);
      }));

    it("takes the others where it cannot keep one", () =>
      withStore(empty, async (store) => {
        const unkeepable = { ...asked("q2"), at: Number.NaN };
        const takings = [asked("q1"), unkeepable, asked("q3")].map((question) => store.take(question, TURN));
        const results = await Promise.allSettled(takings);
        expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
        expect([await store.find("q1"), await store.find("q3")]).not.toContain(null);
      }));

    it("lets a question that was taken and never answered be taken again after half a minute", () =>
      withStore(empty, async (store) => {
        await store.take(asked("q1"), TURN);
        expect(await store.take({ ...asked("q1"), at: NOW + 29_000 }, TURN)).toBe(false);
        expect(await store.take({ ...asked("q1"), at: NOW + 31_000 }, TURN)).toBe(true);
        await store.posted("q1", []);
        expect(await store.take({ ...asked("q1"), at: NOW + 99_000 }, TURN)).toBe(false);
      }));

    it("gives another process the last turn of a conversation, until it is too old", async () => {
      const address = await empty();
      const [one, other] = [await openConversations(address), await openConversations(address)];
      await one.take({ ...asked("q1"), at: NOW - 1 }, TURN);
      await one.take(asked("q2"), LATER);
      await one.take({ ...asked("q3"), conversation: "elsewhere" }, TURN);
      expect(await other.recall("here", NOW)).toEqual(LATER);
      expect(await other.recall("here", NOW + 1)).toBeNull();
      await one.close();
      await other.close();
    });

    it("finds a question with what it was asked after and where it was answered", () =>
      withStore(empty, async (store) => {
        const question = { ...asked("q1"), previous: TURN };
        await store.take(question, LATER);
        expect(await store.find("q1")).toEqual({ ...question, messages: null });
        await store.posted("q1", ["m1", "m2"]);
        expect(await store.find("q1")).toEqual({ ...question, messages: ["m1", "m2"] });
        expect(await store.find("q2")).toBeNull();
      }));

    it("lets an edited question change the conversation only while it is its last", () =>
      withStore(empty, async (store) => {
        await store.take(asked("q1"), TURN);
        await store.replace({ ...asked("q1"), text: "edited" }, LATER);
        expect(await store.recall("here", NOW)).toEqual(LATER);
        expect(await store.find("q1")).toMatchObject({ text: "edited" });
        await store.take({ ...asked("q2"), at: NOW + 1 }, TURN);
        await store.replace(asked("q1"), LATER);
        expect(await store.recall("here", NOW)).toEqual(TURN);
      }));

    it("notes once that an answer is shown to others, until that is taken back or old", () =>
      withStore(empty, async (store) => {
        const noted = await Promise.all([1, 2, 3].map(() => store.share("q1", NOW)));
        expect(noted.toSorted()).toEqual([false, false, true]);
        expect(await store.share("q2", NOW)).toBe(true);
        await store.unshare("q1");
        expect(await store.share("q1", NOW + 1)).toBe(true);
        await store.sweep(NOW + 1);
        expect([await store.share("q1", NOW), await store.share("q2", NOW)]).toEqual([false, true]);
      }));

    it("drops a question, a person's, and what is old", () =>
      withStore(empty, async (store) => {
        await store.take({ ...asked("q0"), at: NOW - 1 }, LATER);
        await store.take(asked("q1"), TURN);
        await store.drop("q1");
        expect([await store.find("q1"), await store.recall("here", 0)]).toEqual([null, LATER]);
        await store.take(asked("q2"), TURN);
        await store.take({ ...asked("q3"), user: "somebody else" }, TURN);
        expect(await store.forget("me")).toBe(2);
        expect(await store.find("q2")).toBeNull();
        expect(await store.recall("here", 0)).toEqual(TURN);
        await store.sweep(NOW + 1);
        expect([await store.find("q3"), await store.recall("here", 0)]).toEqual([null, null]);
      }));
  });
}

async function withStore(
  empty: () => Promise<StoreAddress>,
  use: (store: ConversationStore) => Promise<void>,
): Promise<void> {
  const store = await openConversations(await empty());
  await use(store).finally(() => store.close());
}

function asked(id: string): Question {
  return {
    ...{ id, conversation: "here", user: "me", at: NOW, text: "has Norway signed?", language: "en" },
    outcome: "answered",
    previous: null,
  };
}
