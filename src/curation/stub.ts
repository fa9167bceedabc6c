import type { Day } from "../knowledge/day.ts";
import type { LanguagePack } from "../knowledge/language-pack.ts";
import type { LanguageCode } from "../knowledge/schema/values.ts";
import { fold } from "../language/fold.ts";
import type { Query } from "../questions/query.ts";
import type { Reply } from "../questions/reply.ts";
import type { Rollcall } from "../rollcall.ts";
import type { Cluster } from "./cluster.ts";
import { type MissingFact, missingFacts } from "./missing-fact.ts";
import { topicStub } from "./topic-stub.ts";

/** What a curator can do about a cluster, ready to be put into files. */
export interface Stub {
  /** What the bot makes of it today; `answered`: nothing is left to do. */
  readonly now: Cluster["outcome"] | "answered";
  readonly unknown: readonly string[];
  /** Words that may only lack a place in a vocabulary. */
  readonly vocabulary: ReadonlyArray<{
    readonly word: string;
    readonly file: string;
    readonly cue: string;
    readonly because: string;
  }>;
  /** A file for what may be a topic of its own. */
  readonly topic: { readonly file: string; readonly text: string } | null;
  /** Facts that would answer it. */
  readonly facts: readonly MissingFact[];
  /** Lines for the corpus: how it is once it is answered, and as it is to stay if it should not be. */
  readonly corpus: ReadonlyArray<{ readonly file: string; readonly line: string }>;
}

/** Asks the question of the cluster again, and says what would have to be added. */
export function stubFor({ name, language }: Cluster, rollcall: Rollcall, today: Day): Stub {
  const { knowledge } = rollcall;
  const { outcome, query } = rollcall.ask(name, { today });
  const unknown = rollcall.unknownWords(name, today);
  const refused = outcome === "off-topic" || outcome === "not-understood";
  const vocabulary = refused
    ? unknown.flatMap((word) => placesOf(word, name, language, rollcall, today))
    : [];
  const forms = vocabulary.filter(({ cue }) => cue !== "filler");
  const wanted = refused && unknown.length > forms.length;
  const topic = wanted ? topicStub(name, unknown, language) : null;
  return {
    now: outcome,
    unknown,
    vocabulary,
    topic: topic && { file: `knowledge/topics/${topic.id}.yaml`, text: topic.text },
    facts: query && outcome === "not-on-record" ? missingFacts(query, knowledge) : [],
    corpus: corpusLines(name, language, { outcome, query }, topic?.id),
  };
}

function corpusLines(
  question: string,
  language: LanguageCode,
  { outcome, query }: Pick<Reply, "outcome" | "query">,
  topic: string | undefined,
): Stub["corpus"] {
  const file = (kind: string) => `test/corpus/${language}/${kind}.jsonl`;
  const kind = topic ? "topics" : kindOf(query);
  const asked = topic ? { query: { op: "topic", topics: [topic] } } : {};
  const answered = {
    file: file(kind),
    line: JSON.stringify({ question, outcome: "answered", ...asked, language }),
  };
  if (outcome === "answered") return [answered];
  const stays = outcome === "not-on-record" ? outcome : "refused";
  const open = { file: file(query ? kind : "refused"), line: JSON.stringify({ question, outcome: stays }) };
  return [answered, open];
}

/** In which file of the corpus a query stands. */
function kindOf(query: Query | null): string {
  return KINDS.find(([, ops]) => query && ops.includes(query.op))?.[0] ?? "status";
}

const KINDS: ReadonlyArray<readonly [kind: string, ops: ReadonlyArray<Query["op"]>]> = [
  ["signer-place-reason", ["signer", "person", "place", "reason", "future"]],
  ["topics", ["topic", "participation"]],
  ["milestones", ["milestone", "timeline"]],
  ["compare", ["compare", "gap", "earliest-of"]],
  ["rank", ["rank", "at-rank", "neighbour"]],
  ["list", ["list", "only", "group-status"]],
  ["when", ["when"]],
];

/** What begins like a known word may be a form of it; what can be left out may add nothing, if it is no name. */
function placesOf(
  word: string,
  question: string,
  language: LanguageCode,
  rollcall: Rollcall,
  today: Day,
): Stub["vocabulary"] {
  const pack = rollcall.knowledge.languages.get(language);
  const file = `knowledge/languages/${language}/vocabulary.yaml`;
  const like = pack ? mostAlike(word, pack) : null;
  if (like) return [{ word, file, cue: like.cue, because: `it begins like "${like.word}"` }];
  const without = question.replace(word, " ");
  if (/^\p{Lu}/u.test(word) || rollcall.ask(without, { today }).outcome !== "answered") return [];
  return [
    {
      word,
      file,
      cue: "filler",
      because: "the question is answered without it; only if it never adds anything",
    },
  ];
}

const SHORTEST = 4;
/** Share of the longer word that two forms of a word begin with. */
const SAME_STEM = 0.6;

function mostAlike(word: string, { vocabulary }: LanguagePack): { cue: string; word: string } | null {
  const folded = fold(word);
  let best: { cue: string; word: string; share: number } | null = null;
  for (const [cue, words] of Object.entries(vocabulary.cues)) {
    for (const known of words ?? []) {
      const length = commonStart(folded, fold(known));
      const share = length / Math.max(folded.length, known.length);
      if (length >= SHORTEST && share >= SAME_STEM && share > (best?.share ?? 0))
        best = { cue, word: known, share };
    }
  }
  return best;
}

function commonStart(left: string, right: string): number {
  let length = 0;
  while (length < left.length && left.charAt(length) === right.charAt(length)) length += 1;
  return length;
}
