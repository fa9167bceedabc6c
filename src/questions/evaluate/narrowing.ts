import type { PhraseWords } from "../../wording/arguments.ts";
import type { Filter, Relation, Within } from "../query.ts";

/** Of which countries a list or count speaks, and of which time: its sentence says both. */
export interface Narrowing {
  readonly group: readonly PhraseWords[];
  readonly span: readonly PhraseWords[];
}

export function narrowingOf({ blocs, except = [], founders, city, within, relations }: Filter): Narrowing {
  const excepted: PhraseWords[] =
    except.length > 0 ? [{ id: "except-countries", args: { countries: except } }] : [];
  return {
    group: [
      ...blocs.map(
        ({ id, member }): PhraseWords => ({ id: member ? "in-bloc" : "outside-bloc", args: { bloc: id } }),
      ),
      ...excepted,
      ...founderWords(founders),
    ],
    span: [
      ...(city ? [{ id: "in-city", args: { city } } as const] : []),
      ...timeWords(within),
      ...relations.flatMap(relationWords),
    ],
  };
}

/** "Who signed after the founders?" tells of all but them. */
function founderWords(founders: boolean | undefined): PhraseWords[] {
  if (founders === undefined) return [];
  return [{ id: founders ? "among-founders" : "except-founders", args: {} }];
}

function timeWords(within: Within | null): PhraseWords[] {
  if (!within) return [];
  const { from, to } = within;
  if (from === null) return to === null ? [] : [{ id: "by-day", args: { day: to } }];
  if (to === null) return [{ id: "since-day", args: { day: from } }];
  if (from === to) return [{ id: "on-day", args: { day: from } }];
  const year = from.slice(0, 4);
  return from === `${year}-01-01` && to === `${year}-12-31`
    ? [{ id: "in-year", args: { year } }]
    : [{ id: "between-days", args: { earliest: from, latest: to } }];
}

const RELATION_WORDS = {
  before: "before-country",
  after: "after-country",
  "same-day": "same-day-as-country",
  "not-after": "not-after-country",
} as const;

function relationWords({ kind, country }: Relation): PhraseWords[] {
  return kind === "either" ? [] : [{ id: RELATION_WORDS[kind], args: { country } }];
}
