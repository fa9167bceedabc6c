import type { Query } from "../../src/questions/query.ts";

/** A way of asking with a place for a country, and the operator it asks for whatever the country is. */
export type Phrasing = readonly [op: Query["op"], words: string];

/** Language -> phrasings; `{c}` stands for any country, as the subject of a sentence. */
export const PHRASINGS: Readonly<Record<string, readonly Phrasing[]>> = {
  en: [
    ["status", "Has {c} signed?"],
    ["status", "has {c} signed the declaration yet"],
    ["status", "{c}?"],
    ["status", "Is {c} a signatory?"],
    ["status", "Is it true that {c} has signed?"],
    ["status", "had {c} signed by the end of 2018?"],
    ["status", "could you tell me whether {c} signed in 2019?"],
    ["when", "When did {c} sign?"],
    ["when", "on which date did {c} join the declaration?"],
    ["rank", "Which number was {c}?"],
    ["rank", "Was {c} the 21st to sign?"],
    ["rank", "was {c} among the founding members?"],
    ["neighbour", "Who signed right after {c}?"],
    ["neighbour", "which country signed just before {c}?"],
    ["list", "Who signed before {c}?"],
    ["list", "which countries joined after {c}?"],
    ["count", "How many countries had signed before {c}?"],
    ["only", "Is {c} the only EU country that has not signed?"],
    ["compare", "Did {c} sign before Sweden?"],
    ["compare", "did {c} join on the same day as Sweden?"],
    ["earliest-of", "Who signed first, {c} or Sweden?"],
    ["membership", "Is {c} in the EU?"],
    ["membership", "Was {c} an EU member when it signed?"],
    ["capacity", "In what capacity did {c} sign?"],
    ["signer", "Who signed for {c}?"],
    ["place", "Where did {c} sign?"],
    ["future", "Will {c} sign?"],
    ["eligibility", "Is {c} eligible to sign?"],
    ["reason", "Why has {c} not signed?"],
    ["withdrawal", "Has {c} withdrawn from the declaration?"],
    ["sources", "What is the source for {c}?"],
  ],
  de: [
    ["status", "Hat {c} unterzeichnet?"],
    ["status", "Hat {c} die Erklärung unterschrieben?"],
    ["when", "Wann hat {c} unterzeichnet?"],
    ["when", "An welchem Tag hat {c} unterschrieben?"],
    ["membership", "Ist {c} in der EU?"],
    ["place", "Wo hat {c} unterzeichnet?"],
  ],
  fr: [
    ["status", "Est-ce que {c} a signé ?"],
    ["status", "{c} a-t-il signé la déclaration ?"],
    ["when", "Quand est-ce que {c} a signé ?"],
    ["place", "Où est-ce que {c} a signé ?"],
  ],
  es: [
    ["status", "¿Ha firmado {c}?"],
    ["status", "¿Ha firmado {c} la declaración?"],
    ["when", "¿Cuándo firmó {c}?"],
    ["place", "¿Dónde firmó {c}?"],
  ],
  nb: [
    ["status", "Har {c} signert?"],
    ["status", "Har {c} undertegnet erklæringen?"],
    ["when", "Når signerte {c}?"],
    ["place", "Hvor signerte {c}?"],
    ["membership", "Er {c} med i EU?"],
  ],
  pl: [
    ["status", "Czy {c} podpisała?"],
    ["status", "Czy {c} podpisała deklarację?"],
    ["when", "Kiedy {c} podpisała deklarację?"],
    ["place", "Gdzie {c} podpisała?"],
  ],
};

export function asked(words: string, country: string): string {
  return words.replace("{c}", country);
}
