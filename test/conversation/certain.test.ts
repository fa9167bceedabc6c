import { describe, expect, it } from "vitest";
import { isCertain } from "../../src/conversation/certain.ts";
import { corpora, openEngine, TODAY } from "../questions/engine.ts";

const { knowledge, rollcall } = await openEngine();

/** Said in a channel to nobody in particular. */
function speaks(text: string): boolean {
  return isCertain(rollcall.ask(text, { today: TODAY }), { text, address: "overheard" }, knowledge);
}

/** Said in a thread in which the bot has just answered `before`. */
function goesOn(text: string, before: string): boolean {
  const { turn } = rollcall.ask(before, { today: TODAY });
  const reply = rollcall.ask(text, { today: TODAY, previous: turn });
  return isCertain(reply, { text, address: "followed" }, knowledge);
}

const FOR_THE_BOT: Readonly<Record<string, readonly string[]>> = {
  en: [
    "Has Norway signed the declaration?",
    "Who has signed the 1+ Million Genomes declaration?",
    "When did Latvia join 1+MG?",
    "what is B1MG?",
    "How many countries have signed the genomics declaration??",
  ],
  de: [
    "Hat Norwegen die Erklärung unterschrieben?",
    "Was ist 1+MG?",
    "Wer hat die Genomerklärung unterzeichnet?",
  ],
  fr: ["La Norvège a-t-elle signé la déclaration ?", "Qu’est-ce que 1+MG ?"],
  es: ["¿Ha firmado Noruega la declaración?", "¿Qué es 1+MG?"],
  nb: ["Har Norge signert erklæringen?", "Hva er 1+MG?"],
  pl: ["Czy Norwegia podpisała deklarację?", "Co to jest 1+MG?"],
};

/** What colleagues write to each other, some of it close to what the bot knows. */
const CHATTER: Readonly<Record<string, readonly string[]>> = {
  en: [
    "Has Norway signed?",
    "has everyone signed the card for Anna?",
    "Have you signed the declaration?",
    "Who signed the lease?",
    "When did Germany win the cup?",
    "Is the declaration binding?",
    "What are the sources?",
    "what is GDI?",
    "Norway has signed the declaration.",
    "has norway signed the declaration",
    "Has Nroway signed the declaration?",
    "hello?",
    "Are you sure?",
    "Who is in for lunch?",
    "Who was first?",
    "When is the next meeting?",
    "anyone seen the customs declaration for Norway?",
    "Did France sign the Paris agreement?",
    "can someone sign off my PR?",
    "What is Brexit?",
    "Is Norway in the EU?",
  ],
  de: [
    "Hat Norwegen unterschrieben?",
    "Wer unterschreibt die Karte für Anna?",
    "Hast du die Steuererklärung abgegeben?",
    "Wer war zuerst da?",
    "Wann ist das nächste Treffen?",
    "Ist die Erklärung verbindlich?",
    "Danke?",
    "Was ist GDI?",
  ],
  fr: [
    "La Norvège a signé ?",
    "Qui signe la carte pour Anna ?",
    "La déclaration est-elle contraignante ?",
    "Tu as envoyé ta déclaration d’impôts ?",
    "Qui vient déjeuner ?",
    "Quelles sont les sources ?",
  ],
  es: [
    "¿Ha firmado Noruega?",
    "¿Quién firma la tarjeta de Ana?",
    "¿Has hecho la declaración de la renta?",
    "¿Quién viene a comer?",
    "¿Cuándo es la próxima reunión?",
  ],
  nb: [
    "Har Norge signert?",
    "Hvem skriver under på kortet til Anna?",
    "Har du levert selvangivelsen?",
    "Hvem blir med på lunsj?",
    "Når er neste møte?",
  ],
  pl: [
    "Czy Norwegia podpisała?",
    "Kto podpisze kartkę dla Anny?",
    "Kto idzie na obiad?",
    "Kiedy jest następne spotkanie?",
    "Czy deklaracja jest wiążąca?",
    "Gdzie jest deklaracja podatkowa?",
  ],
};

describe("what is overheard in a channel", () => {
  for (const [language, texts] of Object.entries(FOR_THE_BOT)) {
    it(`is answered in ${language} where it asks for the declaration by name`, () => {
      expect(texts.filter((text) => !speaks(text))).toEqual([]);
    });
  }

  for (const [language, texts] of Object.entries(CHATTER)) {
    it(`is left to people in ${language} where it may be about something else`, () => {
      expect(texts.filter(speaks)).toEqual([]);
    });
  }

  it("is never answered where the corpus wants no answer, whatever is put behind it", async () => {
    const lines = [...(await corpora(knowledge)).values()].flat();
    const refused = lines.filter(
      ({ expected, turns }) => expected.outcome === "refused" && turns.length === 0,
    );
    expect(refused.length).toBeGreaterThan(500);
    const answered = refused.filter(({ question }) => speaks(question) || speaks(`${question}?`));
    expect(answered.map(({ place, question }) => `${place}: ${question}`)).toEqual([]);
  });

  it("is not answered with what lacks its own subject, though the turn before would give it", () => {
    const { turn } = rollcall.ask("Has Norway signed the declaration?", { today: TODAY });
    const text = "And when did they sign the declaration?";
    const reply = rollcall.ask(text, { today: TODAY, previous: turn });
    expect(isCertain(reply, { text, address: "overheard" }, knowledge)).toBe(false);
  });
});

const STATUS = "Has Norway signed?";
const FOLLOWED: ReadonlyArray<[text: string, before: string, speaks: boolean]> = [
  ["and Sweden?", STATUS, true],
  ["when?", STATUS, true],
  ["who signed for Norway?", STATUS, true],
  ["Will Poland sign?", STATUS, true],
  ["Und Schweden?", "Hat Norwegen unterschrieben?", true],
  ["et la Suède ?", "La Norvège a-t-elle signé ?", true],
  ["¿y Suecia?", "¿Ha firmado Noruega?", true],
  ["og Sverige?", "Har Norge signert?", true],
  ["a Szwecja?", "Czy Norwegia podpisała?", true],
  ["thanks!", STATUS, false],
  ["great", STATUS, false],
  ["ok", STATUS, false],
  ["yes", STATUS, false],
  ["and?", STATUS, false],
  ["so when will it be", STATUS, false],
  ["what about lunch?", STATUS, false],
  ["see you tomorrow, Anna", STATUS, false],
  ["has Nrwoay xyzzy", STATUS, false],
  ["danke", "Hat Norwegen unterschrieben?", false],
  ["merci !", "La Norvège a-t-elle signé ?", false],
  ["genau", "Hat Norwegen unterschrieben?", false],
];

describe("what is said in a thread the bot is in", () => {
  it.each(FOLLOWED)("%j after %j: %s", (text, before, expected) => {
    expect(goesOn(text, before)).toBe(expected);
  });
});
