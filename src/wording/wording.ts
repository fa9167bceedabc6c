import { IntlMessageFormat } from "intl-messageformat";
import type { Forms, LanguagePack } from "../knowledge/language-pack.ts";
import { oncePer } from "../questions/evaluate/once-per.ts";
import type { ArgumentKind, ArgumentValue, PhraseWords } from "./arguments.ts";
import { daysSinceEpoch } from "./days-since-epoch.ts";
import { echo } from "./echo.ts";
import { languageName } from "./language-name.ts";
import { type AnyWords, MESSAGES } from "./sentences.ts";

/** Puts sentences into the words of one language. */
export interface Wording {
  say(words: AnyWords): string;
}

type Values = Record<string, string | number>;

const MS_PER_DAY = 86_400_000;

/** The arguments of each message with their kinds. */
const ARGUMENTS = new Map(
  Object.entries(MESSAGES).map(([id, kinds]) => [id, Object.entries<ArgumentKind>(kinds)] as const),
);

/** Messages and formats are compiled at first use and kept. */
export function createWording(pack: LanguagePack): Wording {
  const compiled = new Map<string, IntlMessageFormat>();
  const dates = new Intl.DateTimeFormat(pack.locale, { dateStyle: "long", timeZone: "UTC" });
  const messageOf = (id: string): IntlMessageFormat => {
    const known = compiled.get(id);
    if (known) return known;
    const text = pack.messages[id];
    if (text === undefined) throw new Error(`languages/${pack.code}/wording.yaml has no message "${id}".`);
    const message = new IntlMessageFormat(text, pack.locale, undefined, { ignoreTag: true });
    compiled.set(id, message);
    return message;
  };
  const formats: Formats = {
    day: keptDays((instant) => withFirst(dates.format(instant), pack.firstOfMonth)),
    time: timesOf(pack.locale),
    and: joinerOf(pack, (kind) => String(messageOf(`news-${kind}`).format())),
    join: joined(pack),
    closed: (reason) =>
      pack.messages[`closed-${reason}`] ? String(messageOf(`closed-${reason}`).format()) : reason,
  };
  const formatted = ({ id, args }: AnyWords): string => {
    const values: Values = {};
    const given: Readonly<Record<string, ArgumentValue>> = args;
    for (const [name, kind] of ARGUMENTS.get(id) ?? []) {
      const value = given[name];
      if (isPhrases(kind, value)) putPhrases(values, name, value.map(formatted), formats);
      else if (value !== undefined) put(values, name, kind, value, pack, formats);
    }
    return String(messageOf(id).format(values));
  };
  return { say: (words) => capitalised(formatted(words)) };
}

/** `{span}` brings its own space, so that a sentence without it has none to spare; `{span_given}` tells which. */
function putPhrases(values: Values, name: string, phrases: readonly string[], { join }: Formats): void {
  const inBrackets = phrases.filter((phrase) => phrase.startsWith("("));
  const plain = join(phrases.filter((phrase) => !inBrackets.includes(phrase)));
  values[name] = [plain, ...inBrackets].map((part) => (part === "" ? "" : ` ${part}`)).join("");
  values[`${name}_given`] = phrases.length > 0 ? "yes" : "no";
}

function isPhrases(kind: ArgumentKind, value: ArgumentValue | undefined): value is readonly PhraseWords[] {
  return kind === "phrases" && Array.isArray(value);
}

interface Formats {
  readonly day: (day: string) => string;
  readonly time: (ms: number) => string;
  readonly closed: (reason: string) => string;
  readonly join: (words: readonly string[]) => string;
  readonly and: (kind: ArgumentKind, list: readonly string[]) => string;
}

function put(
  values: Values,
  name: string,
  kind: ArgumentKind,
  value: Exclude<ArgumentValue, readonly PhraseWords[]>,
  pack: LanguagePack,
  { day, time, and, closed }: Formats,
): void {
  if (typeof value === "number") values[name] = kind === "time" ? time(value) : value;
  else if (typeof value !== "string") values[name] = and(kind, value);
  else if (kind === "closed") values[name] = closed(value);
  else if (kind === "day") values[name] = day(value);
  else if (kind === "language") values[name] = languageName(pack.locale, value);
  else if (kind === "text") values[name] = value;
  else if (kind === "said") values[name] = echo(value);
  else if (kind === "city") values[name] = citiesOf(pack).get(value) ?? value;
  else putForms(values, name, value, formsFor(kind, pack).get(value));
}

/** Looked up by what an argument of a sentence holds. */
function citiesOf({ cities }: LanguagePack): ReadonlyMap<string, string> {
  return cities;
}

function formsFor(kind: ArgumentKind, pack: LanguagePack): ReadonlyMap<string, Forms> {
  return kind === "bloc" || kind === "blocs" ? pack.blocs : pack.countries;
}

/** `Norway, Poland and Sweden`; what a frozen list comes to is kept. */
function joinerOf(pack: LanguagePack, nameOfNews: (kind: string) => string): Formats["and"] {
  const join = joined(pack);
  const named = (kind: ArgumentKind) => {
    const forms = formsFor(kind, pack);
    return (ids: readonly string[]) => join(ids.map((id) => forms.get(id)?.subject ?? id));
  };
  const [countries, blocs] = [keptForFrozen(named("countries")), keptForFrozen(named("blocs"))];
  return (kind, list) => {
    if (kind === "texts") return join(list.map((words) => quoted(words, pack.quotes)));
    if (kind === "kinds") return join(list.map(nameOfNews));
    if (kind === "languages") return join(list.map((code) => languageName(pack.locale, code)));
    return kind === "blocs" ? blocs(list) : countries(list);
  };
}

function joined({ locale }: LanguagePack): Formats["join"] {
  const format = new Intl.ListFormat(locale, { type: "conjunction" });
  return (words) => format.format(words);
}

function keptForFrozen(join: (list: readonly string[]) => string): (list: readonly string[]) => string {
  const kept = oncePer(join);
  return (list) => (Object.isFrozen(list) ? kept(list) : join(list));
}

/** `{country}`, `{country_number}`, `{country_gender}` and its other cases. */
function putForms(values: Values, name: string, id: string, forms: Forms | undefined): void {
  values[name] = forms?.subject ?? id;
  values[`${name}_number`] = forms?.number ?? "one";
  values[`${name}_gender`] = forms?.gender ?? "neuter";
  for (const [key, form] of Object.entries(forms?.cases ?? {})) values[`${name}_${key}`] = form;
}

/** `6 December 2026 at 14:05 UTC`; made at first use, which most processes never come to. */
function timesOf(locale: string): Formats["time"] {
  let format: Intl.DateTimeFormat | null = null;
  return (ms) => {
    format ??= new Intl.DateTimeFormat(locale, { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });
    return `${format.format(ms)} UTC`;
  };
}

/** Long dates; a knowledge has few different days, and formatting one takes microseconds. */
function keptDays(format: (instant: number) => string): (day: string) => string {
  const kept = new Map<string, string>();
  return (day) => {
    const known = kept.get(day);
    if (known !== undefined) return known;
    const text = format(daysSinceEpoch(day) * MS_PER_DAY);
    if (kept.size < MOST_DAYS) kept.set(day, text);
    return text;
  };
}

const MOST_DAYS = 5000;

/** `1er novembre 2022`: a language may write the first day of a month as an ordinal. */
function withFirst(date: string, first: string | null): string {
  return first === null ? date : date.replace(/^1(?= )/u, first);
}

function quoted(words: string, [open, close]: LanguagePack["quotes"]): string {
  return `${open}${echo(words)}${close}`;
}

function capitalised(sentence: string): string {
  return sentence.charAt(0).toLocaleUpperCase() + sentence.slice(1);
}
