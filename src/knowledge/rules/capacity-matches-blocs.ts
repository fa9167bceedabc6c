import { isMember } from "../blocs.ts";
import type { KnowledgeBase, Signatory } from "../knowledge-base.ts";
import { slug } from "../schema/values.ts";
import type { Rule } from "./rule.ts";

const EU = slug.parse("eu");
const EEA = slug.parse("eea");
const EFTA = slug.parse("efta");

/** The capacity in which a country signed agrees with its memberships on that day. */
export const capacityMatchesBlocs: Rule = {
  name: "capacity-matches-blocs",
  check: ({ knowledge, files }) =>
    files.signatories.flatMap(({ file, data }) => {
      const signatory = knowledge.signatories.get(data.country);
      const found = signatory ? capacityOf(knowledge, signatory) : null;
      if (found === null || found === data.capacity) return [];
      return [
        {
          file,
          path: "capacity",
          message: `is ${data.capacity}, but by blocs.yaml the country was ${found} when it signed`,
          hint: "Correct the capacity here or the dates in blocs.yaml.",
        },
      ];
    }),
};

function capacityOf(knowledge: KnowledgeBase, { country, signed }: Signatory): string | null {
  const [eu, eea, efta] = [EU, EEA, EFTA].map((id) => knowledge.blocs.get(id));
  if (!eu || !eea || !efta) return null;
  if (isMember(eu, country, signed.earliest) && isMember(eu, country, signed.latest)) return "eu-member";
  if (isMember(efta, country, signed.latest))
    return isMember(eea, country, signed.latest) ? "eea-efta" : "efta";
  return isMember(eu, country, signed.earliest) || isMember(eu, country, signed.latest)
    ? null
    : "in none of EU, EEA and EFTA";
}
