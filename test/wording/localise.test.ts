import { describe, expect, it } from "vitest";
import { languageCode } from "../../src/knowledge/schema/values.ts";
import { openEngine, TODAY } from "../questions/engine.ts";

const { rollcall } = await openEngine();
const ask = (text: string, language: string) =>
  rollcall.ask(text, { today: TODAY, language: languageCode.parse(language) });

describe("a text that is kept in English only", () => {
  const DISAGREED: ReadonlyArray<[question: string, language: string, line: RegExp]> = [
    [
      "War Lettland der 19. Unterzeichner?",
      "de",
      /^Die Quellen widersprechen sich hier\. .* auf Englisch vor:$/,
    ],
    [
      "La Lettonie était-elle la 19e signataire ?",
      "fr",
      /^Les sources se contredisent .* qu’en anglais\u00A0:$/,
    ],
    ["¿Fue Letonia el 19.º firmante?", "es", /^Las fuentes no coinciden .* solo existen en inglés:$/],
    ["Var Latvia den 19. som signerte?", "nb", /^Kildene er uenige om dette\. .* bare på engelsk:$/],
    ["Czy Łotwa była 19. sygnatariuszem?", "pl", /^Źródła różnią się .* tylko po angielsku:$/],
  ];
  it.each(DISAGREED)(
    "is announced by what it tells of and its language where sources disagree: %s",
    (question, language, line) => {
      const { outcome, text } = ask(question, language);
      const [answer, announced, conflict, ...more] = text.split("\n");
      expect([outcome, answer?.includes("19"), more]).toEqual(["answered", true, []]);
      expect(announced).toMatch(line);
      expect(conflict).toMatch(/^Sources disagree: one of them, VPH Institute,/);
    },
  );

  it("is announced as what follows where it is the answer, not as what stands above", () => {
    const { text, textLanguage } = ask("Wer hat für Norwegen unterschrieben?", "de");
    expect(text).toMatch(/^Der folgende Text liegt nur auf Englisch vor:\nRolf Einar Fife/);
    expect(textLanguage).toBe("en");
    expect(ask("Wo hat Deutschland unterschrieben?", "de").text).toMatch(
      /unterschrieben\.\nDer folgende Text liegt nur auf Englisch vor:\nGermany signed in Berlin\.$/,
    );
  });
});
