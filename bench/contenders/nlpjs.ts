import type { Contender, Load } from "./contender.ts";
import { requirePeer } from "./peer.ts";

interface Nlp {
  addLanguage(language: string): void;
  addNerRuleOptionTexts(language: string, entity: string, option: string, texts: readonly string[]): void;
  addDocument(language: string, utterance: string, intent: string): void;
  train(): Promise<unknown>;
  process(language: string, utterance: string): Promise<Processed>;
}

interface Processed {
  readonly intent: string;
  readonly score: number;
  readonly entities: ReadonlyArray<{ readonly entity: string; readonly option: string }>;
}

interface NlpjsBasic {
  dockStart(configuration: unknown): Promise<{ get(name: "nlp"): Nlp }>;
}

/** nlp.js with its entity recogniser over all names of countries, at its default thresholds. */
export const loadNlpjs: Load = async ({ names, examples }) => {
  const { dockStart }: NlpjsBasic = requirePeer("@nlpjs/basic");
  const settings = {
    languages: ["en"],
    forceNER: true,
    autoSave: false,
    autoLoad: false,
    nlu: { log: false },
  };
  const dock = await dockStart({ settings: { nlp: settings }, use: ["Basic"] });
  const nlp = dock.get("nlp");
  nlp.addLanguage("en");
  for (const { code, names: texts } of names) nlp.addNerRuleOptionTexts("en", "country", code, texts);
  for (const { masked, op } of examples) nlp.addDocument("en", masked.replaceAll("country", "@country"), op);
  await nlp.train();
  const contender: Contender<Processed> = {
    run: (text) => nlp.process("en", text),
    guess: ({ intent, score, entities }) => ({
      op: intent === "None" ? null : intent,
      countries: entities.filter(({ entity }) => entity === "country").map(({ option }) => option),
      score,
    }),
  };
  return contender;
};
