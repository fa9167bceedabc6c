import type { Day } from "../knowledge/day.ts";
import type { Source } from "../knowledge/knowledge-base.ts";
import type { Sentence } from "../questions/answer.ts";
import { oncePer } from "../questions/evaluate/once-per.ts";
import type { Wording } from "./wording.ts";

/** Sentences in the words of one language, with everything that stands under them. */
export interface Composed {
  /** Lines joined by "\n"; an item of a list begins with "• ". */
  readonly text: string;
  readonly sources: readonly Source[];
  /** `sources` ends with its colon, before which some languages have a space. */
  readonly labels: { readonly asOf: string; readonly sources: string };
}

/** Sentences follow each other in one line; items of a list and conflicts begin a new one. None is said twice. */
export function compose(sentences: readonly Sentence[], wording: Wording, asOf: Day): Composed {
  const said = new Map<string, Sentence>();
  for (const sentence of sentences) {
    const words = wording.say(sentence.words);
    if (!said.has(words)) said.set(words, sentence);
  }
  const sources = sentences.flatMap((sentence) => (sentence.kind === "statement" ? sentence.sources : []));
  return {
    text: [...said].reduce((text, [words, sentence]) => `${text}${joint(text, sentence)}${words}`, ""),
    sources: [...new Map(sources.map((source) => [source.id, source])).values()],
    labels: labelsOf(wording, asOf),
  };
}

/** The labels of the last day asked for: a knowledge has one. */
const lastLabels = oncePer((_wording: Wording) => new Map<Day, Composed["labels"]>());

function labelsOf(wording: Wording, asOf: Day): Composed["labels"] {
  const kept = lastLabels(wording);
  const known = kept.get(asOf);
  if (known) return known;
  const labels = Object.freeze({
    asOf: wording.say({ id: "label-as-of", args: { day: asOf } }),
    sources: wording.say({ id: "label-sources", args: {} }),
  });
  kept.clear();
  kept.set(asOf, labels);
  return labels;
}

/** What stands between the text so far and the next sentence. */
function joint(before: string, sentence: Sentence): string {
  const item = sentence.words.id === "note-item" || sentence.item === true;
  const bullet = item ? "• " : "";
  if (before === "") return bullet;
  return item || sentence.words.id === "conflict" ? `\n${bullet}` : " ";
}
