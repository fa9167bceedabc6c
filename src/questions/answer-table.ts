import { isExact, type KnowledgeBase, type Signatory } from "../knowledge/knowledge-base.ts";
import type { CountryCode } from "../knowledge/schema/values.ts";
import type { Wording } from "../wording/wording.ts";
import { wordingOf } from "../wording/wording-of.ts";
import type { Query } from "./query.ts";
import type { Reply } from "./reply.ts";

/** A list of countries as rows of plain text, in the language of the answer; every row is as long as the header. */
export interface AnswerTable {
  readonly header: readonly string[];
  readonly rows: ReadonlyArray<readonly string[]>;
}

const FEWEST_ROWS = 3;
/** What both chat platforms can show. */
const MOST_ROWS = 100;

/** Questions that are answered with countries and their signatures. */
const OF_SIGNATURES: ReadonlySet<Query["op"]> = new Set(["status", "when", "rank", "at-rank", "list"]);

/** The countries of an answer with place and day of their signatures; null where that is no list. */
export function answerTable(reply: Reply, knowledge: KnowledgeBase): AnswerTable | null {
  const { query, outcome, facts } = reply;
  if (!query || outcome !== "answered" || !OF_SIGNATURES.has(query.op)) return null;
  if (facts.countries.length + facts.possible.length < FEWEST_ROWS) return null;
  const wording = wordingOf(knowledge, reply.answerLanguage);
  const anySigned = [...facts.countries, ...facts.possible].some((code) => knowledge.signatories.has(code));
  const row = (id: "table-name" | "table-uncertain") => (country: CountryCode) => {
    const signatory = knowledge.signatories.get(country);
    const name = wording.say({ id, args: { country } });
    const signed = signedCell(signatory, wording);
    return anySigned ? [placeCell(signatory), name, signed] : [name, signed];
  };
  const rows = [...facts.countries.map(row("table-name")), ...facts.possible.map(row("table-uncertain"))];
  return { header: headerOf(wording, anySigned), rows: rows.slice(0, MOST_ROWS) };
}

function headerOf({ say }: Wording, anySigned: boolean): readonly string[] {
  const place = anySigned ? [say({ id: "table-place", args: {} })] : [];
  return [...place, say({ id: "table-country", args: {} }), say({ id: "table-signed", args: {} })];
}

/** `19`, or `1–13` for those who share a rank or whose order is open. */
function placeCell(signatory: Signatory | undefined): string {
  if (!signatory) return "–";
  const { from, to } = signatory.seat;
  return from === to ? `${from}` : `${from}–${to}`;
}

function signedCell(signatory: Signatory | undefined, { say }: Wording): string {
  if (!signatory) return say({ id: "table-unsigned", args: {} });
  const { earliest, latest } = signatory.signed;
  return isExact(signatory.signed)
    ? say({ id: "table-day", args: { day: earliest } })
    : say({ id: "between-days", args: { earliest, latest } });
}
