import { COUNTRY_NAMES } from "../language/names.generated.ts";
import type { KnowledgeFiles, Parsed } from "./knowledge-files.ts";
import type { Forms, LanguagePack } from "./language-pack.ts";
import type { Problem } from "./problem.ts";
import type { CountriesFile } from "./schema/language.ts";
import { type CountryCode, countryCode, type LanguageCode, type Slug } from "./schema/values.ts";
import { typeset } from "./typeset.ts";

/** One pack a language folder; a folder that lacks a file is a problem. */
export function buildLanguages(files: KnowledgeFiles): {
  readonly languages: ReadonlyMap<LanguageCode, LanguagePack>;
  readonly problems: readonly Problem[];
} {
  const languages = new Map<LanguageCode, LanguagePack>();
  const problems = files.vocabularies.flatMap((vocabulary) => {
    const countries = files.countries.find(({ name }) => name === vocabulary.name);
    const names = files.names.find(({ name }) => name === vocabulary.name);
    const wording = files.wordings.find(({ name }) => name === vocabulary.name);
    if (countries && wording) {
      languages.set(vocabulary.data.language, {
        code: vocabulary.data.language,
        name: vocabulary.data.name,
        vocabulary: vocabulary.data,
        locale: wording.data.locale ?? vocabulary.data.language,
        ...typeset(wording.data),
        firstOfMonth: wording.data.firstOfMonth ?? null,
        names: names?.data ?? null,
        ...countryForms(vocabulary.data.language, countries.data),
      });
    }
    return [
      ...(countries ? misplaced(countries) : absent(vocabulary.name, "countries.yaml")),
      ...(wording ? misplaced(wording) : absent(vocabulary.name, "wording.yaml")),
      ...(names ? misplaced(names) : []),
      ...misplaced(vocabulary),
    ];
  });
  return { languages, problems };
}

function absent(folder: string, name: string): Problem[] {
  return [{ file: `languages/${folder}/${name}`, path: "", message: "is missing", hint: "Add it." }];
}

function misplaced({ file, name, data }: Parsed<{ readonly language: LanguageCode }>): Problem[] {
  if (data.language === name) return [];
  return [
    {
      file,
      path: "language",
      message: `is ${data.language}, but the folder is ${name}`,
      hint: "Make the two agree.",
    },
  ];
}

function countryForms(language: LanguageCode, file: CountriesFile) {
  const countries = new Map<CountryCode, Forms>();
  const countryNames = new Map<CountryCode, readonly string[]>();
  for (const [key, names] of Object.entries(COUNTRY_NAMES)) {
    const code = countryCode.parse(key);
    const given = file.countries[code];
    const listed = names[language] ?? names["en"] ?? [];
    countries.set(code, {
      subject: given?.subject ?? listed[0] ?? code,
      number: given?.number ?? "one",
      gender: given?.gender ?? "neuter",
      cases: given?.cases ?? {},
    });
    countryNames.set(code, [...listed, ...(given?.names ?? [])]);
  }
  return { countries, countryNames, ...placeForms(file), parts: file.parts };
}

function placeForms(file: CountriesFile) {
  const blocs = new Map<Slug, Forms>();
  for (const [id, forms] of Object.entries(file.blocs)) {
    if (forms) blocs.set(id as Slug, { ...forms, subject: forms.subject ?? id });
  }
  const cities = new Map<Slug, string>();
  for (const [id, name] of Object.entries(file.cities)) if (name) cities.set(id as Slug, name);
  return { blocs, cities };
}
