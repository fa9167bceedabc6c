import { assert, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { meantCommand } from "../../src/subscriptions/near-verb.ts";
import { SPOKEN_VERBS, termsOf } from "../../src/subscriptions/terms.ts";
import { openEngine } from "../questions/engine.ts";

const { knowledge } = await openEngine();
const terms = termsOf(knowledge);

describe("meantCommand", () => {
  const MEANT: ReadonlyArray<[text: string, command: string, language: string | null]> = [
    ["subscrbe", "subscribe", null],
    ["Subcsribe!", "subscribe", null],
    ["subscribtion", "subscriptions", null],
    ["unsubscibe milestones", "unsubscribe milestones", null],
    ["unsuscrib", "unsubscribe", null],
    ["setings off", "settings off", null],
    ["hepl", "help", null],
    ["hlp", "help", null],
    ["forgt me", "forget me", null],
    ["paus 2w", "pause 2w", null],
    ["preveiw", "preview", null],
    ["abonnieren", "subscribe", "de"],
    ["Einstelungen", "settings", "de"],
    ["réglages off", "settings off", "fr"],
    ["ustawienia", "settings", "pl"],
    ["subscrbe corrections, milestones in German", "subscribe", null],
  ];
  it.each(MEANT)("reads %j as %j", (text, command, language) => {
    expect(meantCommand(text, terms)).toEqual({ typed: text.split(" ")[0], command, language });
  });

  it.each(["", "Serbia", "meetings", "has Norway signed?", "who can subscrbe", "sign", "first", "Spain"])(
    "finds no verb in %j",
    (text) => {
      expect(meantCommand(text, terms)).toBeNull();
    },
  );

  it("leaves what is spelt well to others, and breaks on nothing", () => {
    for (const verb of SPOKEN_VERBS) expect(meantCommand(`${verb} x`, terms)).toBeNull();
    assert(property(string({ unit: "binary", maxLength: 80 }), (text) => void meantCommand(text, terms)));
  });
});
