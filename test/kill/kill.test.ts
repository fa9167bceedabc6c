import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POSTGRESQL } from "../postgresql/database.ts";
import { PLATFORMS, type Shown } from "./ground.ts";
import { type History, prepareHistory } from "./history.ts";
import { runCase } from "./one-case.ts";
import { emptyFiles, emptySchemas, STORES, type StoreName } from "./stores.ts";
import { isSound, judge } from "./verdict.ts";

const PATIENCE_MS = 5 * 60_000;

/** `npm run kill` has all of them on both stores and platforms; here, one before anybody else knows of the step, and one after. */
const STEPS = ["begin: before commit #2", "send: after request #3"];

describe("a bot that is killed", () => {
  let folder: string;
  let history: History;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "rollcall-kill-"));
    history = await prepareHistory(join(folder, "history"));
  }, PATIENCE_MS);
  afterAll(() => rm(folder, { recursive: true }));

  const cases = PLATFORMS.flatMap((platform, at) => {
    const [store, dieAt] = [STORES[at % STORES.length], STEPS[at % STEPS.length]];
    return store && dieAt ? [{ platform, store, dieAt }] : [];
  });
  it.concurrent.for(cases)(
    "loses nothing and doubles nothing: $store, $platform, $dieAt",
    { timeout: PATIENCE_MS },
    async ({ platform, store, dieAt }, { skip, expect }) => {
      const empty = storesOf(store);
      if (!empty) return skip();
      const { died, verdict, log } = await runCase({ platform, channels: 2, history, empty }, [{ dieAt }]);
      expect(died, log).toBe(true);
      expect(isSound(verdict), `${JSON.stringify(verdict)}\n${log}`).toBe(true);
    },
  );

  const storesOf = (store: StoreName) => {
    if (store === "file") return emptyFiles(folder);
    return POSTGRESQL ? emptySchemas(POSTGRESQL) : null;
  };
});

describe("the judge of what stands in the channels", () => {
  const SOUND = [
    shown("1", "Poland signed on 21 April 2026."),
    shown("2", "A correction.", "1"),
    shown("3", "Slovakia has signed."),
    shown("4", "Iceland has signed."),
  ];
  const SENT = [{ platform: "slack", state: "sent", count: 1 }];
  const judged = (messages: readonly Shown[]) => judge({ channels: ["C1"], shown: () => messages }, SENT);

  it("finds nothing wrong where each piece of news stands once, in order", () => {
    expect(isSound(judged(SOUND))).toBe(true);
  });

  const [poland, note, slovakia, iceland] = SOUND;
  const WRONG: ReadonlyArray<[what: string, messages: Array<Shown | undefined>, verdict: object]> = [
    ["a note is lost", [poland, slovakia, iceland], { lost: ["C1: the note on Poland"] }],
    ["an edit is lost", [shown("1", "?"), note, slovakia, iceland], { lost: ["C1: the edit on Poland"] }],
    ["news is lost", [poland, note, slovakia], { lost: ["C1: Iceland"] }],
    ["news is doubled", [poland, note, slovakia, iceland, slovakia], { doubled: ["C1: Slovakia"] }],
    ["a note is doubled", [poland, note, note, slovakia, iceland], { doubled: ["C1: the note on Poland"] }],
    ["news is out of order", [poland, note, iceland, slovakia], { disordered: ["C1"] }],
  ];
  it.for(WRONG)("tells when %s", ([, messages, verdict]) => {
    expect(judged(messages.filter((one) => one !== undefined))).toMatchObject(verdict);
  });

  it("tells what is left for a hand", () => {
    const counts = [...SENT, { platform: "slack", state: "in-doubt", count: 2 }];
    const { left } = judge({ channels: [], shown: () => [] }, counts);
    expect(left).toEqual(["2 in-doubt"]);
  });
});

function shown(id: string, text: string, replyTo: string | null = null): Shown {
  return { id, text, replyTo, isOut: true };
}
