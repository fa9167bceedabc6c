import { COUNTRY_NAMES } from "../../language/names.generated.ts";
import type { Rule } from "./rule.ts";

/** `EL` and `UK` are customs of the EU; ISO says GR and GB. */
const CUSTOMS: Readonly<Record<string, string>> = { EL: "GR", UK: "GB" };

/** Every country code is one of ISO 3166-1. */
export const realCountries: Rule = {
  name: "real-countries",
  check: ({ files }) =>
    [
      ...files.signatories.map(({ file, data }) => ({ file, path: "country", code: data.country })),
      ...files.nonSignatories.flatMap(({ file, data }) =>
        data.countries.map(({ country }, index) => ({
          file,
          path: `countries.${index}.country`,
          code: country,
        })),
      ),
      ...files.blocs.flatMap(({ file, data }) =>
        data.blocs.flatMap(({ members }, index) =>
          members.flatMap(({ countries }) =>
            countries.map((code) => ({ file, path: `blocs.${index}.members`, code })),
          ),
        ),
      ),
      ...files.topics.flatMap(({ file, data }) =>
        [data.facts, data.gaps].flatMap((facts) =>
          Object.entries(facts).flatMap(([aspect, fact]) =>
            (fact?.countries ?? []).map((code) => ({ file, path: `${aspect}.countries`, code })),
          ),
        ),
      ),
      ...files.countries.flatMap(({ file, data }) => [
        ...Object.keys(data.countries).map((code) => ({ file, path: `countries.${code}`, code })),
        ...data.parts.map(({ of }, index) => ({ file, path: `parts.${index}.of`, code: of })),
      ]),
    ]
      .filter(({ code }) => !(code in COUNTRY_NAMES))
      .map(({ file, path, code }) => ({
        file,
        path,
        message: `${code} is not a country code of ISO 3166-1`,
        hint: CUSTOMS[code] ? `Write ${CUSTOMS[code]}.` : "Look the code up; Norway is NO.",
      })),
};
