import {
  type AnnouncementEvent,
  type News,
  type SignatureFacts,
  worthTelling,
} from "../announcements/event.ts";
import type { Purpose, WordNews } from "../announcements/plan-context.ts";
import type { Post } from "../announcements/post.ts";
import { isExact, type KnowledgeBase, type Signatory } from "../knowledge/knowledge-base.ts";
import type { LanguageCode } from "../knowledge/schema/values.ts";
import { type Sentence, state } from "../questions/answer.ts";
import { signature } from "../questions/evaluate/scope.ts";
import { compose } from "./compose.ts";
import { wordingOf } from "./wording-of.ts";

/**
 * Words an announcement: one piece of news as sentences, several as one summary with a line for each.
 *
 * An edit says the same as the post, from what is known now, and that it was corrected. A note says
 * what was corrected, and what had been said before.
 */
export const wordNews: WordNews = (knowledge, news, language, purpose = { kind: "post" }) =>
  compose(sentencesOf(knowledge, news, purpose), wordingOf(knowledge, language), knowledge.asOf);

/** A post that says of itself that it is a test. */
export function wordTest(knowledge: KnowledgeBase, language: LanguageCode): Omit<Post, "reference"> {
  const test: Sentence = { kind: "remark", words: { id: "announce-test", args: {} } };
  return compose([test], wordingOf(knowledge, language), knowledge.asOf);
}

function sentencesOf(knowledge: KnowledgeBase, news: News, purpose: Purpose): Sentence[] {
  const told = worthTelling(news);
  const lines = told.map((event) => eventWords(knowledge, event, purpose));
  if (purpose.kind === "note") return lines.flat();
  const { asOf } = knowledge.initiative;
  const total = state({ id: "announce-total", args: { count: knowledge.signatories.size } }, asOf.sources);
  const end = told.some(({ kind }) => kind === "accession") ? [total] : [];
  const body = lines.length > 1 ? summary(knowledge, lines) : lines.flat();
  return [...body, ...end, ...markOf(knowledge, purpose)];
}

function summary(knowledge: KnowledgeBase, lines: readonly Sentence[][]): Sentence[] {
  const { asOf } = knowledge.initiative;
  const opening = state({ id: "announce-summary", args: { count: lines.length } }, asOf.sources);
  return [opening, ...lines.flatMap((line) => line.map(asItem))];
}

/** Says of an edited post that it is not as it was. */
function markOf({ initiative }: KnowledgeBase, purpose: Purpose): Sentence[] {
  if (purpose.kind !== "edit") return [];
  const countries = purpose.corrected;
  return [state({ id: "announce-corrected", args: { countries } }, initiative.asOf.sources)];
}

/** Each piece of a summary begins a line of its own. */
function asItem(sentence: Sentence): Sentence {
  return sentence.kind === "statement" ? { ...sentence, item: true } : sentence;
}

function eventWords(knowledge: KnowledgeBase, event: AnnouncementEvent, purpose: Purpose): Sentence[] {
  switch (event.kind) {
    case "accession": {
      const signatory = knowledge.signatories.get(event.country);
      return signatory ? [accessionWords(signatory), ...rankWords(signatory)] : [];
    }
    case "correction": {
      const signatory = knowledge.signatories.get(event.country);
      if (!signatory) return [];
      return [
        state({ id: "announce-correction", args: { country: event.country } }, signatory.sources),
        ...(purpose.kind === "note" ? earlierWords(signatory, event.before, event.after) : []),
        ...signature(knowledge, signatory),
      ];
    }
    case "withdrawal": {
      const { country, on: day } = event;
      const exit = knowledge.signatories.get(country)?.withdrawn;
      return exit ? [state({ id: "announce-withdrawal", args: { country, day } }, exit.sources)] : [];
    }
    case "milestone": {
      const milestone = knowledge.milestones.get(event.milestone);
      if (!milestone) return [];
      return [state({ id: "announce-milestone", args: { text: milestone.text } }, milestone.sources)];
    }
  }
}

/** What had been said before, as far as it was something else. */
function earlierWords({ sources }: Signatory, before: SignatureFacts, after: SignatureFacts): Sentence[] {
  const { earliest, latest } = before.signed;
  const sameDay = earliest === after.signed.earliest && latest === after.signed.latest;
  const day = isExact(before.signed)
    ? state({ id: "announce-was-day", args: { day: earliest } }, sources)
    : state({ id: "announce-was-between", args: { earliest, latest } }, sources);
  const rank = before.ordinal?.from;
  const sameRank = rank === undefined || rank !== before.ordinal?.to || rank === after.ordinal?.from;
  return [
    ...(sameDay ? [] : [day]),
    ...(sameRank ? [] : [state({ id: "announce-was-rank", args: { rank } }, sources)]),
  ];
}

function accessionWords({ country, signed, sources }: Signatory): Sentence {
  if (isExact(signed)) {
    return state({ id: "announce-accession", args: { country, day: signed.earliest } }, sources);
  }
  const args = { country, earliest: signed.earliest, latest: signed.latest };
  return state({ id: "announce-accession-between", args }, sources);
}

function rankWords({ country, seat, sources }: Signatory): Sentence[] {
  return seat.from === seat.to
    ? [state({ id: "announce-rank", args: { country, rank: seat.from } }, sources)]
    : [];
}
