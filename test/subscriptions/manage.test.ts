import { pino } from "pino";
import { beforeEach, describe, expect, it } from "vitest";
import type { Managing } from "../../adapters/platform.ts";
import type { Store } from "../../adapters/store/store.ts";
import { accession, factsOf } from "../../src/announcements/event.ts";
import { languageCode } from "../../src/knowledge/schema/values.ts";
import { VERBS } from "../../src/subscriptions/command.ts";
import { wordNews } from "../../src/wording/word-news.ts";
import { aCountry, aDestination } from "../announcements/knowledge-fixture.ts";
import { openEngine } from "../questions/engine.ts";
import { manageOver, managing, NOW, ownStore, wordsOf } from "./managing.ts";

const { knowledge } = await openEngine();
let store: Store;

beforeEach(async () => {
  store = await ownStore();
});

const fixed = [aDestination("slack", "C0FIXED")];
const notice = (text: string, more: Partial<Managing> = {}) =>
  manageOver(store, knowledge, fixed)(text, managing(more));
const say = async (text: string, more: Partial<Managing> = {}) => wordsOf(await notice(text, more));

describe("those who manage a channel", () => {
  it("subscribe it, and are told exactly what it gets now", async () => {
    expect(
      await say("subscribe new signatories, corrections in German", { locale: async () => "en-GB" }),
    ).toBe(
      "This channel now gets: new signatories and corrections, in German. " +
        "It does not get: withdrawals and milestones. " +
        "To change that: “/rollcall subscribe”, “/rollcall unsubscribe” and “/rollcall pause”.",
    );
    expect(await store.subscriptions.of("slack", "C0000001")).toMatchObject({
      ...{ workspace: "T1", kinds: ["accession", "correction"], language: "de", subscriber: "U1" },
      createdAt: NOW,
    });
  });

  it("are answered in the language of their client, else of the channel, else in English", async () => {
    expect(await say("subscriptions")).toMatch(/^This channel gets no announcements\./);
    expect(await say("subscriptions", { locale: async () => "pl" })).toMatch(
      /^Ten kanał nie otrzymuje ogłoszeń\./,
    );
    await say("subscribe all in French");
    expect(await say("subscriptions")).toMatch(/^Ce canal reçoit\u00A0: nouveaux signataires, corrections,/);
    expect(await say("subscriptions", { locale: async () => "nb-NO" })).toContain("på fransk");
  });

  it("unsubscribe it, and are told that what waited is not posted", async () => {
    await say("subscribe all");
    expect(await say("unsubscribe milestones")).toContain("It does not get: milestones.");
    expect(await say("unsubscribe")).toBe(
      "This channel now gets no announcements; what was waiting for it is not posted either. " +
        "To have news posted here: “/rollcall subscribe”.",
    );
    expect((await store.subscriptions.of("slack", "C0000001"))?.kinds).toEqual([]);
  });

  it("pause and resume it", async () => {
    await say("subscribe");
    expect(await say("pause 2w")).toBe(
      "Announcements here are paused until 6 December 2026 at 09:30 UTC. " +
        "The settings are kept; what comes meanwhile follows as one summary.",
    );
    expect(await say("subscriptions")).toContain("paused until 6 December 2026 at 09:30 UTC");
    expect(await say("resume")).toMatch(/^Announcements are posted here again; .* This channel gets: /);
    expect(await say("resume")).toMatch(/^Announcements here are not paused\./);
  });

  it("see the post that the latest signature would make, in the channel's language", async () => {
    await say("subscribe in German");
    const shown = await notice("preview", { locale: async () => "en" });
    const romania = knowledge.signatories.get(aCountry("RO"));
    if (!romania) throw new Error("Romania was the latest to sign when this test was written");
    const event = accession(romania.country, factsOf(romania));
    const post = wordNews(knowledge, [event], languageCode.parse("de"));
    expect(post.text).toContain("Rumänien hat zwischen dem 10. Mai 2023");
    expect(shown).toEqual({ kind: "post", post: { ...post, reference: "Vorschau" } });
  });

  it("see who changed what when, newest first", async () => {
    await say("subscribe corrections");
    await store.subscriptions.pauseDead("slack", "C0000001", "is_archived.", NOW);
    const actor = { id: "U2", name: "bea" };
    for (const words of ["resume", "pause", "unsubscribe"]) await say(words, { actor });
    expect(await say("audit")).toBe(
      [
        "The last changes here, newest first:",
        "• 22 November 2026 at 09:30 UTC, bea (U2): unsubscribed from everything.",
        "• 22 November 2026 at 09:30 UTC, bea (U2): paused without an end.",
        "• 22 November 2026 at 09:30 UTC, bea (U2): resumed.",
        "• 22 November 2026 at 09:30 UTC: paused by the bot itself, because posting failed: is_archived.",
        "• 22 November 2026 at 09:30 UTC, ann (U1): subscribed; the channel then got: corrections, in English.",
      ].join("\n"),
    );
  });

  it("are offered the command that a misspelt one may mean, which is not carried out", async () => {
    expect(await say("subscrbe all in German")).toBe(
      "I know no command “subscrbe”. Perhaps you mean “/rollcall subscribe all in German”. Nothing has changed.",
    );
    expect(await say("setings off", { locale: async () => "de-AT" })).toBe(
      "Einen Befehl „setings“ kenne ich nicht. Vielleicht meinen Sie „/rollcall settings off“. Es hat sich nichts geändert.",
    );
    expect(await say("abonnieren")).toMatch(/^Einen Befehl „abonnieren“ .*„\/rollcall subscribe“/);
    expect(await store.subscriptions.of("slack", "C0000001")).toBeNull();
    expect(await store.channelSettings.all()).toEqual([]);
  });

  it("get a hint at what was not understood, and nothing changes", async () => {
    expect(await say("subscribe bananas")).toMatch(
      /^I do not know “bananas” as news of mine, .*milestones; or “all”/,
    );
    expect(await say("subscribe in Klingon")).toMatch(/There are: .*German.*\. For example: “in German”/);
    expect(await say("pause soon")).toContain("“12h”, “3d”, “2w” or “until 2026-12-31”");
    expect(await say("resume now")).toContain("“now”");
    expect(await store.subscriptions.of("slack", "C0000001")).toBeNull();
  });
});

describe("who may not manage the channel", () => {
  const denials: ReadonlyArray<[who: string, mayManage: () => Promise<boolean>]> = [
    ["the platform says no", async () => false],
    ["the platform cannot tell", () => Promise.reject(new Error("missing_scope"))],
  ];
  for (const [who, mayManage] of denials) {
    it(`can do nothing there when ${who}, but see what it gets`, async () => {
      await say("subscribe corrections");
      expect(await say("subscriptions", { mayManage })).toBe(
        "This channel gets: corrections, in English. It does not get: new signatories, withdrawals and milestones. " +
          "Only who has “Manage Channels” in this channel can change that.",
      );
      await say("unsubscribe");
      expect(await say("subscriptions", { mayManage })).toBe(
        "This channel gets no announcements. Only who has “Manage Channels” in this channel can change that.",
      );
      for (const verb of VERBS.filter((one) => one !== "subscriptions")) {
        expect([verb, await say(verb, { mayManage })]).toEqual([
          verb,
          "Only who has “Manage Channels” in this channel can do that. Nothing has changed.",
        ]);
      }
      expect((await store.subscriptions.of("slack", "C0000001"))?.kinds).toEqual([]);
    });
  }

  it("is offered the nearest command all the same", async () => {
    expect(await say("hepl", { mayManage: async () => false })).toContain("“/rollcall help”");
  });

  it("asks a question with anything else, though a word of it be like a verb", async () => {
    for (const question of ["has Norway signed?", "Serbia", "meetings", "help", "forget Norway", "state"]) {
      expect([question, notice(question)]).toEqual([question, null]);
    }
  });
});

describe("a channel in which posting would fail", () => {
  const checks: Managing["checks"] = async () => [
    { about: "membership", ok: false, needs: ["/invite @rollcall"] },
    { about: "posting", ok: true },
    { about: "history", ok: false, needs: ["channels:history"] },
  ];

  it("is not subscribed, and what to mend is told", async () => {
    expect(await say("subscribe", { checks })).toBe(
      [
        "Nothing has changed, because posting here would fail:",
        "• The bot does not see this channel, or is not in it. It needs “/invite @rollcall”.",
        "• The bot cannot read the channel back: a post whose confirmation is lost would stay in doubt. For that it needs “channels:history”; posting works without.",
      ].join("\n"),
    );
    expect(await store.subscriptions.of("slack", "C0000001")).toBeNull();
  });

  it("is not resumed either, but can be paused and unsubscribed", async () => {
    await say("subscribe");
    await say("pause", { checks });
    expect(await say("resume", { checks })).toContain("posting here would fail");
    expect((await store.subscriptions.of("slack", "C0000001"))?.pause).not.toBeNull();
    expect(await say("unsubscribe", { checks })).toContain("now gets no announcements");
  });

  it("is told of by the doctor, with all that is well", async () => {
    expect(await say("doctor", { checks })).toMatch(
      /^Posting here would fail:\n• The bot does not see .*\n• The bot may write here\.\n• The bot cannot read/,
    );
    expect(await say("doctor")).toBe("Posting here works:\n• The bot may write here.");
  });

  it("is subscribed with a warning when only reading back would fail", async () => {
    const unreadable: Managing["checks"] = async () => (await checks()).slice(1);
    expect(await say("subscribe", { checks: unreadable })).toMatch(
      /^This channel now gets: .* The bot cannot read the channel back/,
    );
    expect(await store.subscriptions.of("slack", "C0000001")).not.toBeNull();
  });

  it("is not subscribed when the platform does not answer", async () => {
    const silent = () => Promise.reject(new Error("timeout"));
    expect(await say("subscribe", { checks: silent })).toMatch(/would fail:\n• It could not be checked/);
    expect(await store.subscriptions.of("slack", "C0000001")).toBeNull();
  });
});

describe("a channel of the settings", () => {
  const channel = "C0FIXED";

  it("gets everything until somebody who manages it says otherwise", async () => {
    expect(await say("subscriptions", { channel })).toMatch(
      /^This channel gets: new signatories, corrections, withdrawals and milestones, in English\. To/,
    );
    expect(await say("unsubscribe milestones", { channel })).toMatch(
      /^This channel now gets: new signatories, corrections and withdrawals, in English\./,
    );
  });

  it("is unsubscribed for good, whatever the settings say", async () => {
    expect(await say("unsubscribe", { channel })).toMatch(/^This channel now gets no announcements/);
    expect(await say("subscriptions", { channel })).toMatch(/^This channel gets no announcements/);
  });
});

it("says that it did not work when it cannot be done, in the language of who asks, and leaves the rest to the log", async () => {
  await store.close();
  const lines: string[] = [];
  const log = pino({}, { write: (line) => void lines.push(line) });
  const manage = manageOver(store, knowledge, [], log);
  for (const text of ["subscribe", "subscriptions", "settings off", "audit"]) {
    const said = wordsOf(await manage(text, managing({ locale: async () => "de-DE" })));
    expect(said).toBe("Das hat nicht geklappt. Bitte versuchen Sie es in einer Minute noch einmal.");
  }
  expect(lines).toHaveLength(4);
});
