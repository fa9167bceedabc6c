import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AnnouncementEvent } from "../../src/announcements/event.ts";
import { changes, entryAfter, type Ledger, type LedgerEntry } from "../../src/announcements/ledger.ts";
import type { KnowledgeBase, Signatory } from "../../src/knowledge/knowledge-base.ts";
import { aCountry, aDay, aKnowledge, aMilestone, aSignatory, sources } from "./knowledge-fixture.ts";

const EMPTY: Ledger = { seen: [], signatures: new Map(), withdrawals: new Map(), milestones: new Map() };
const norway = aSignatory("NO", "2019-06-14");
const latvia = aSignatory("LV", "2018-09-26");

describe("changes", () => {
  it("finds no news at the first start, and adopts what is there", () => {
    const found = changes(EMPTY, aKnowledge([norway], [aMilestone("launch", "2018-04-10")]));
    expect(found.kind === "first-start" && found.entries.map(({ kind }) => kind)).toEqual([
      "signature",
      "milestone",
    ]);
  });

  it("finds no news in a knowledge that was adopted", () => {
    const knowledge = aKnowledge([norway, latvia]);
    expect(kindsOf(adopted(knowledge), knowledge)).toEqual([]);
  });

  const withdrawn = { on: aDay("2026-02-01"), sources };
  const ordinal = { from: 21, to: 21, basis: "stated", sources } as const;
  const other = { ...ordinal, from: 20, to: 20 };
  const bounds = { earliest: aDay("2019-06-01"), latest: aDay("2019-06-30") };
  const CASES: ReadonlyArray<[what: string, before: Signatory[], after: Signatory[], news: string[]]> = [
    ["a country that was added", [latvia], [latvia, norway], ["accession-NO"]],
    ["two countries that were added", [], [latvia, norway], ["accession-LV", "accession-NO"]],
    ["nothing when a file is gone: that is no withdrawal", [latvia, norway], [latvia], []],
    ["a withdrawal that is stated", [norway], [{ ...norway, withdrawn }], ["withdrawal-NO"]],
    ["a date that was corrected", [norway], [aSignatory("NO", "2019-06-15")], ["correction-NO"]],
    ["nothing when an ordinal became known", [norway], [{ ...norway, ordinal }], []],
    [
      "an ordinal that proved wrong",
      [{ ...norway, ordinal: other }],
      [{ ...norway, ordinal }],
      ["correction-NO"],
    ],
    ["an ordinal that is not stated any more", [{ ...norway, ordinal }], [norway], ["correction-NO"]],
    ["nothing when bounds became narrower", [{ ...norway, signed: bounds }], [norway], []],
    ["a day that became uncertain again", [norway], [{ ...norway, signed: bounds }], ["correction-NO"]],
    ["a capacity that was corrected", [norway], [{ ...norway, capacity: "eea-efta" }], ["correction-NO"]],
    ["nothing when a note was changed", [norway], [{ ...norway, note: "A note." }], []],
  ];
  for (const [what, before, after, news] of CASES) {
    it(`finds ${what}`, () => {
      const found = eventsOf(adopted(aKnowledge(before)), aKnowledge(after));
      expect(found.map(({ id }) => id.replace(/-[0-9a-f]{12}$/, ""))).toEqual(news);
    });
  }

  it("finds a milestone once it is no longer planned", () => {
    const ledger = adopted(aKnowledge([], [aMilestone("summit", "2026-10-01", true)]));
    expect(kindsOf(ledger, aKnowledge([], [aMilestone("summit", "2026-10-01")]))).toEqual(["milestone"]);
  });

  it("finds no news in a knowledge that a later one has superseded", () => {
    const [old, later] = [aKnowledge([norway]), aKnowledge([norway, latvia])];
    const ledger = { ...adopted(old), seen: [old.hash, later.hash] };
    expect(changes(ledger, old)).toEqual({ kind: "superseded" });
    expect(changes(ledger, later).kind).toBe("in-force");
  });

  it("tells a correction from the same correction made again", () => {
    const [first, second] = [aKnowledge([norway]), aKnowledge([aSignatory("NO", "2019-06-15")])];
    const once = announced(adopted(first), second);
    const back = announced(once.ledger, { ...first, hash: "x" });
    const again = announced(back.ledger, { ...second, hash: "y" });
    expect(again.events[0]?.id).not.toBe(once.events[0]?.id);
  });

  it("has nothing left to say once its news is announced, whatever came before", () => {
    fc.assert(
      fc.property(fc.array(knowledges, { minLength: 2, maxLength: 6 }), (sequence) => {
        const [first, ...later] = sequence;
        if (!first) return;
        let ledger = adopted(first);
        for (const knowledge of later) {
          ledger = announced(ledger, knowledge).ledger;
          expect(eventsOf(ledger, knowledge)).toEqual([]);
        }
      }),
    );
  });

  it("never gives two events of a run the same id", () => {
    fc.assert(
      fc.property(fc.array(knowledges, { maxLength: 8 }), (sequence) => {
        let ledger = adopted(aKnowledge([]));
        const ids = sequence.flatMap((knowledge) => {
          const step = announced(ledger, knowledge);
          ledger = step.ledger;
          return step.events.map(({ id }) => id);
        });
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });
});

const signatories = fc
  .record({
    code: fc.constantFrom("NO", "LV", "EE"),
    signedOn: fc.constantFrom("2018-04-10", "2019-06-14"),
    gone: fc.boolean(),
  })
  .map(({ code, signedOn, gone }) =>
    aSignatory(code, signedOn, gone ? { withdrawn: { on: aDay("2026-01-01"), sources } } : {}),
  );
const knowledges = fc
  .uniqueArray(signatories, { selector: ({ country }) => country })
  .map((list) => aKnowledge(list));

function eventsOf(ledger: Ledger, knowledge: KnowledgeBase): readonly AnnouncementEvent[] {
  const found = changes(ledger, knowledge);
  return found.kind === "in-force" ? found.events : [];
}

function kindsOf(ledger: Ledger, knowledge: KnowledgeBase): string[] {
  return eventsOf(ledger, knowledge).map(({ kind }) => kind);
}

function adopted(knowledge: KnowledgeBase): Ledger {
  const found = changes(EMPTY, knowledge);
  return found.kind === "first-start" ? written(EMPTY, found.entries, knowledge.hash) : EMPTY;
}

function announced(ledger: Ledger, knowledge: KnowledgeBase) {
  const events = eventsOf(ledger, knowledge);
  const superseded = changes(ledger, knowledge).kind === "superseded";
  return {
    events,
    ledger: superseded ? ledger : written(ledger, events.map(entryAfter), knowledge.hash),
  };
}

function written(ledger: Ledger, entries: readonly LedgerEntry[], hash: string): Ledger {
  const signatures = new Map(ledger.signatures);
  const withdrawals = new Map(ledger.withdrawals);
  const milestones = new Map(ledger.milestones);
  for (const entry of entries) {
    if (entry.kind === "signature") signatures.set(entry.country, entry);
    else if (entry.kind === "withdrawal") withdrawals.set(entry.country, entry.on);
    else milestones.set(entry.milestone, entry.date);
  }
  const seen = ledger.seen.includes(hash) ? ledger.seen : [...ledger.seen, hash];
  return { seen, signatures, withdrawals, milestones };
}

describe("withdrawals", () => {
  it("are announced once, and the country's date no longer corrected", () => {
    const gone = aSignatory("NO", "2019-06-15", { withdrawn: { on: aDay("2026-02-01"), sources } });
    const step = announced(adopted(aKnowledge([norway])), aKnowledge([gone]));
    expect(step.events.map(({ kind }) => kind)).toEqual(["withdrawal"]);
    expect(step.ledger.withdrawals.get(aCountry("NO"))).toBe("2026-02-01");
  });
});
