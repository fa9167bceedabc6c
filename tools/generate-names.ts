import { createRequire } from "node:module";

/** Languages of the names; a language folder that is missing here has only the names it lists itself. */
const LANGUAGES = ["en", "de", "fr", "es", "nb", "pl"] as const;
export const NAMES_FILE = "src/language/names.generated.ts";

const ALPHA_2 = /^[A-Z]{2}$/;

interface CountryTable {
  readonly countries: Readonly<Record<string, string | readonly string[]>>;
}

/** Names of all countries and of the months, frozen into the source because ICU changes with Node. */
export function generatedNames(): Array<[path: string, content: string]> {
  const tables = new Map(LANGUAGES.map((language) => [language, tableOf(language)]));
  const codes = [...Object.keys(tables.get("en")?.countries ?? {}), "XK"]
    .filter((code) => ALPHA_2.test(code))
    .sort();
  const names = withoutShared(new Map([...new Set(codes)].map((code) => [code, namesOf(code, tables)])));
  const rows = [...names].map(([code, byLanguage]) => `  ${code}: ${JSON.stringify(byLanguage)},`);
  const months = LANGUAGES.map((language) => `  ${language}: ${JSON.stringify(monthsOf(language))},`);
  const content = [
    `// Made by npm run generate (ICU ${process.versions["icu"]}, CLDR ${process.versions["cldr"]}); do not edit.`,
    "",
    "/** ISO 3166-1 alpha-2 -> language -> names, the usual one first. */",
    "export const COUNTRY_NAMES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {",
    ...rows,
    "};",
    "",
    "/** Language -> the names of each month, January first. */",
    "export const MONTH_NAMES: Readonly<Record<string, ReadonlyArray<readonly string[]>>> = {",
    ...months,
    "};",
    "",
  ].join("\n");
  return [[NAMES_FILE, content]];
}

function tableOf(language: string): CountryTable {
  return createRequire(import.meta.url)(
    `i18n-iso-countries/langs/${language === "nb" ? "nb" : language}.json`,
  );
}

function namesOf(code: string, tables: ReadonlyMap<string, CountryTable>): Record<string, string[]> {
  return Object.fromEntries(
    LANGUAGES.map((language) => {
      const listed = tables.get(language)?.countries[code] ?? [];
      const usual = new Intl.DisplayNames([language], { type: "region" }).of(code);
      return [language, [...new Set([...(usual ? [usual] : []), ...[listed].flat()])]];
    }),
  );
}

/** `Congo` is two countries: a name that two of them share in one language is left to neither. */
function withoutShared(names: ReadonlyMap<string, Record<string, string[]>>): typeof names {
  const owners = new Map<string, Set<string>>();
  for (const [code, byLanguage] of names) {
    for (const [language, list] of Object.entries(byLanguage)) {
      for (const name of list) {
        const key = `${language}/${name.toLowerCase()}`;
        owners.set(key, (owners.get(key) ?? new Set()).add(code));
      }
    }
  }
  const isOwn = (language: string, name: string) =>
    owners.get(`${language}/${name.toLowerCase()}`)?.size === 1;
  return new Map(
    [...names].map(([code, byLanguage]) => [
      code,
      Object.fromEntries(
        Object.entries(byLanguage).map(([language, list]) => [
          language,
          list.filter((name) => isOwn(language, name)),
        ]),
      ),
    ]),
  );
}

function monthsOf(language: string): string[][] {
  const formats = (["long", "short"] as const).flatMap((month) => [
    new Intl.DateTimeFormat(language, { month, timeZone: "UTC" }),
    new Intl.DateTimeFormat(language, { month, day: "numeric", timeZone: "UTC" }),
  ]);
  return Array.from({ length: 12 }, (_, index) => {
    const day = new Date(Date.UTC(2018, index, 15));
    const names = formats.flatMap((format) =>
      format
        .formatToParts(day)
        .flatMap(({ type, value }) => (type === "month" ? [value.replace(".", "")] : [])),
    );
    return [...new Set(names)];
  });
}
