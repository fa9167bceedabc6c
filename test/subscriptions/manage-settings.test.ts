import { beforeEach, describe, expect, it } from "vitest";
import type { Managing } from "../../adapters/platform.ts";
import type { Store } from "../../adapters/store/store.ts";
import { openEngine } from "../questions/engine.ts";
import { manageOver, managing, ownStore, settingsOver, wordsOf } from "./managing.ts";

const { knowledge } = await openEngine();
let store: Store;

beforeEach(async () => {
  store = await ownStore();
});

const say = async (text: string, more: Partial<Managing> = {}) =>
  wordsOf(await manageOver(store, knowledge)(text, managing(more)));
const kept = async () => (await store.channelSettings.all()).map(({ settings }) => settings);

describe("those who manage a channel", () => {
  it("see how the bot behaves there, and how to change it", async () => {
    expect(await say("settings")).toBe(
      "In this channel I answer when I am mentioned. I answer here in the language of the question. " +
        "To change that: “/rollcall settings automatic”, “/rollcall settings off” and “/rollcall settings in German”.",
    );
    expect(await kept()).toEqual([]);
  });

  it("change mode and language, each without the other, and it holds for every process", async () => {
    expect(await say("settings automatic in German")).toMatch(/^The settings have changed\. /);
    await say("settings off");
    expect(await kept()).toEqual([{ mode: "off", language: "de" }]);
    await say("settings in any language");
    expect(await kept()).toEqual([{ mode: "off", language: null }]);
    expect(await say("settings off")).toMatch(/^Nothing has changed\./);
    const { known } = settingsOver(store);
    await known.refresh();
    expect(known.of("slack", "C0000001").mode).toBe("off");
    expect(known.of("slack", "C0000002").mode).toBe("mentions");
  });

  it("see in the audit who changed them, among the changes of what the channel gets", async () => {
    await say("subscribe");
    await say("settings automatic in German");
    await say("settings in any language", { actor: { id: "U2", name: "bob" } });
    await say("settings automatic");
    expect((await say("audit")).split("\n").slice(1)).toEqual([
      "• 22 November 2026 at 09:30 UTC, bob (U2): set the bot to “automatic” here, with answers in the language of the question.",
      "• 22 November 2026 at 09:30 UTC, ann (U1): set the bot to “automatic” here, with answers in German.",
      expect.stringContaining("ann (U1): subscribed"),
    ]);
  });

  it("see nobody's name at a change of a person who was forgotten, nor the bot's", async () => {
    await say("subscribe");
    await say("settings off");
    await store.curation.forget("slack:T1:U1");
    expect((await say("audit")).split("\n").slice(1)).toEqual([
      expect.stringMatching(/^• 22 November 2026 at 09:30 UTC, —: set the bot to “off”/),
      expect.stringMatching(/^• 22 November 2026 at 09:30 UTC, —: subscribed/),
    ]);
  });

  it("get a hint at what was not understood, and nothing changes", async () => {
    expect(await say("settings loud")).toContain("“loud”");
    expect(await say("settings in Klingon")).toContain("“Klingon”");
    expect(await kept()).toEqual([]);
  });

  it("cannot make it speak unasked where it does not hear", async () => {
    const checks: Managing["checks"] = async () => [
      { about: "membership", ok: false, needs: ["/invite @rollcall"] },
      { about: "open", ok: false, needs: [] },
      { about: "history", ok: false, needs: ["channels:history"] },
    ];
    expect(await say("settings automatic", { checks })).toBe(
      "Nothing has changed, because I cannot hear in this channel what is said to nobody in particular. " +
        "For that I need “/invite @rollcall” and “channels:history”.",
    );
    const unreached = () => Promise.reject(new Error("no reply"));
    expect(await say("settings automatic", { checks: unreached })).toContain("could not be checked");
    expect(await kept()).toEqual([]);
    expect(await say("settings off in French", { checks })).toContain("I answer no questions");
    expect(await kept()).toEqual([{ mode: "off", language: "fr" }]);
  });
});

describe("who may not manage the channel", () => {
  it("changes no settings there", async () => {
    expect(await say("settings off", { mayManage: async () => false })).toMatch(/Nothing has changed\.$/);
    expect(await kept()).toEqual([]);
  });

  it("sees them, and who may change them", async () => {
    await say("settings automatic in German");
    expect(await say("settings", { mayManage: async () => false })).toMatch(
      /^In this channel I answer .* I answer in German here\. Only who has “Manage Channels” in this channel can change that\.$/,
    );
    expect(await say("settings", { mayManage: async () => false, viewing: null })).toContain("Nothing has");
  });
});
