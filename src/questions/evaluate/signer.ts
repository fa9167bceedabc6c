import type { Signatory } from "../../knowledge/knowledge-base.ts";
import type { CountryCode, Slug } from "../../knowledge/schema/values.ts";
import { type Answer, answered, notOnRecord, remark, type Sentence, state, verdictWord } from "../answer.ts";
import type { Query } from "../query.ts";
import { exactDays } from "./chronicle.ts";
import { absence, conflicts, type Scope, signature } from "./scope.ts";
import { all, type Truth } from "./three-valued.ts";

type Of<Op extends Query["op"]> = Extract<Query, { readonly op: Op }>;

export function signer({ countries, dated }: Of<"signer">, { knowledge }: Scope): Answer {
  const found = countries.flatMap((code) => {
    const signatory = knowledge.signatories.get(code);
    return signatory ? signatory.signedBy.map((person) => ({ ...person, country: code })) : [];
  });
  const known = new Set(found.map(({ country }) => country));
  const sentences = [
    ...found.flatMap(({ country, name, role, note, sources }) => [
      state({ id: "signer", args: { country, name, role } }, sources),
      ...(note ? [state({ id: "note", args: { text: note } }, sources)] : []),
    ]),
    ...countries
      .filter((code) => dated && known.has(code))
      .flatMap((code) => signatureOf(knowledge.signatories.get(code), knowledge)),
    ...countries
      .filter((code) => !known.has(code))
      .flatMap((code) => missing(knowledge.signatories.get(code), code, knowledge, "no-signer")),
    ...countries.flatMap((code) => conflicts(knowledge.signatories.get(code)?.claims ?? [], ["signed-by"])),
  ];
  const facts = {
    countries,
    dates: exactDays(knowledge, countries),
    verdict: unsignedVerdict(countries, knowledge),
  };
  return known.size > 0 || facts.verdict === "no"
    ? answered(facts, sentences)
    : notOnRecord(facts, sentences);
}

export function person({ countries, asked, claimed }: Of<"person">, scope: Scope): Answer {
  const told = signer({ op: "signer", countries }, scope);
  if (asked.length === 0 && !claimed) return told;
  const verdict = asked.every((code) => countries.includes(code)) ? "yes" : "no";
  return answered({ ...told.facts, verdict }, [verdictWord(verdict), ...told.sentences]);
}

function signatureOf(signatory: Signatory | undefined, knowledge: Scope["knowledge"]): Sentence[] {
  return signatory ? signature(knowledge, signatory) : [];
}

function signedIn(city: Slug, signatory: Signatory | undefined): Truth {
  if (!signatory) return "no";
  const known = signatory.place?.city ?? null;
  return known === null ? "unknown" : known === city ? "yes" : "no";
}

function unsignedVerdict(countries: readonly CountryCode[], knowledge: Scope["knowledge"]): "no" | null {
  return countries.some((code) => !knowledge.signatories.has(code)) ? "no" : null;
}

function missing(
  signatory: Signatory | undefined,
  country: CountryCode,
  knowledge: Scope["knowledge"],
  id: "no-signer" | "no-place",
): Sentence[] {
  if (!signatory) return absence(knowledge, country);
  return [remark({ id, args: { country } }), ...signature(knowledge, signatory)];
}

export function place({ countries, claimed }: Of<"place">, { knowledge }: Scope): Answer {
  const sentences = countries.flatMap((code) => {
    const signatory = knowledge.signatories.get(code);
    return signatory?.place
      ? [
          state(
            { id: "place", args: { country: code, where: signatory.place.where } },
            signatory.place.sources,
          ),
          ...signature(knowledge, signatory),
        ]
      : missing(signatory, code, knowledge, "no-place");
  });
  const known = countries.some((code) => knowledge.signatories.get(code)?.place);
  const facts = {
    countries,
    dates: exactDays(knowledge, countries),
    verdict: claimed
      ? all(countries.map((code) => signedIn(claimed, knowledge.signatories.get(code))))
      : unsignedVerdict(countries, knowledge),
  };
  if (claimed && facts.verdict) return answered(facts, [verdictWord(facts.verdict), ...sentences]);
  return known || facts.verdict === "no" ? answered(facts, sentences) : notOnRecord(facts, sentences);
}
