import type { KnowledgeBase } from "../knowledge/knowledge-base.ts";
import { type CountryCode, languageCode } from "../knowledge/schema/values.ts";
import { fold } from "../language/fold.ts";
import type { Query } from "../questions/query.ts";

/** Where a fact would have to be added for a question to be answered. */
export interface MissingFact {
  /** File under `knowledge/`. */
  readonly file: string;
  /** Path in the file. */
  readonly key: string;
}

const ENGLISH = languageCode.parse("en");

/** The facts that would answer what is understood but not on record; none where no fact of the knowledge can. */
export function missingFacts(query: Query, knowledge: KnowledgeBase): readonly MissingFact[] {
  const { signatories } = knowledge;
  const of = (countries: readonly CountryCode[], key: string): readonly MissingFact[] =>
    countries.map((country) => ({
      file: signatoryFile(country, knowledge),
      key: signatories.has(country) ? key : "signed",
    }));
  const remarkOn = (countries: readonly CountryCode[]): readonly MissingFact[] =>
    countries.map((country) =>
      signatories.has(country)
        ? { file: signatoryFile(country, knowledge), key: "remarks" }
        : { file: "non-signatories.yaml", key: `${country}.note` },
    );
  switch (query.op) {
    case "signer":
      return of(query.countries, "signedBy");
    case "person":
      return of(query.asked, "signedBy");
    case "place":
      return of(query.countries, "place");
    case "future":
    case "reason":
      return remarkOn(query.countries);
    case "withdrawal":
      return of(query.countries, "withdrawn");
    case "gap":
      return of([query.of, query.from], "signed.date");
    case "compare":
      return of([...query.left, ...query.right], "signed.date");
    case "when":
    case "rank":
    case "status":
      return of(query.countries, "signed.date");
    case "topic":
      return query.topics.map((topic) => ({ file: `topics/${topic}.yaml`, key: `facts.${query.aspect}` }));
    case "participation":
      return [
        { file: "milestones.yaml", key: `milestones (of: ${query.project}).joined` },
        { file: `topics/${query.project}.yaml`, key: "facts.participants" },
      ];
    case "milestone":
      return [{ file: "milestones.yaml", key: `milestones.${query.milestone}.date` }];
    case "refuted":
      return missingFacts(query.claim, knowledge);
    default:
      return [];
  }
}

/** The file is made when the country signs. */
function signatoryFile(country: CountryCode, { languages }: KnowledgeBase): string {
  const name = languages.get(ENGLISH)?.countryNames.get(country)?.[0] ?? country;
  return `signatories/${fold(name).replace(/[^a-z0-9]+/g, "-")}.yaml`;
}
