import type { AnnouncementEvent, News } from "../announcements/event.ts";
import type { WordNews } from "../announcements/plan.ts";
import { isExact, type KnowledgeBase, type Signatory } from "../knowledge/knowledge-base.ts";
import { type Sentence, state } from "../questions/answer.ts";
import { signature } from "../questions/evaluate/scope.ts";
import { compose } from "./compose.ts";
import { createWording } from "./wording.ts";

/** Words an announcement: one piece of news as sentences, several as one summary with a line for each. */
export const wordNews: WordNews = (knowledge, news, language) => {
  const pack = knowledge.languages.get(language) ?? [...knowledge.languages.values()][0];
  if (!pack) throw new Error("The knowledge has no language to word the news in.");
  return compose(sentencesOf(knowledge, news), createWording(pack), knowledge.asOf);
};

function sentencesOf(knowledge: KnowledgeBase, news: News): Sentence[] {
  const [first, ...more] = news;
  const { asOf } = knowledge.initiative;
  const total = state({ id: "announce-total", args: { count: knowledge.signatories.size } }, asOf.sources);
  const accedes = news.some(({ kind }) => kind === "accession");
  const end = accedes ? [total] : [];
  if (more.length === 0) return [...eventWords(knowledge, first), ...end];
  const opening = state({ id: "announce-summary", args: { count: news.length } }, asOf.sources);
  return [opening, ...news.flatMap((event) => eventWords(knowledge, event).map(asItem)), ...end];
}

/** Each piece of a summary begins a line of its own. */
function asItem(sentence: Sentence): Sentence {
  return sentence.kind === "statement" ? { ...sentence, item: true } : sentence;
}

function eventWords(knowledge: KnowledgeBase, event: AnnouncementEvent): Sentence[] {
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
