import type { Signatory } from "../../knowledge/knowledge-base.ts";
import type { CountryCode } from "../../knowledge/schema/values.ts";
import { type Answer, answered, notOnRecord, remark, type Sentence, state, verdictWord } from "../answer.ts";
import type { Query, Within } from "../query.ts";
import { select } from "./filter.ts";
import { everyone, liesIn, placementOf } from "./order.ts";
import { absence, conflicts, exactDays, mayToday, type Scope, signature, sourcesFor } from "./scope.ts";
import { all, any, not, type Truth } from "./three-valued.ts";

type Of<Op extends Query["op"]> = Extract<Query, { readonly op: Op }>;

export function status(
  { countries, signed, within, claim, any: one }: Of<"status">,
  { knowledge }: Scope,
): Answer {
  const truths = countries.map((code) => hasSigned(knowledge.signatories.get(code), within));
  const together = one ? any : all;
  const truth = claim && !signed ? together(truths.map(not)) : together(truths);
  const sentences = countries.flatMap((code) => {
    const signatory = knowledge.signatories.get(code);
    if (!signatory) return absence(knowledge, code);
    return [...placedIn(signatory, within), ...signature(knowledge, signatory), ...withdrawn(signatory)];
  });
  const [only] = countries.length === 1 ? countries : [];
  const signatory = only ? knowledge.signatories.get(only) : undefined;
  return answered(
    {
      verdict: truth,
      countries,
      dates: exactDays(knowledge, countries),
      ...(signatory ? rankFacts(signatory, everyone(knowledge)) : {}),
    },
    [
      verdictWord(truth),
      ...sentences,
      ...(signatory ? conflicts(signatory.claims, ["status"]) : []),
      ...(only && !signatory ? conflicts(knowledge.absences.get(only)?.claims ?? [], ["status"]) : []),
    ],
  );
}

function hasSigned(signatory: Signatory | undefined, within: Within | null): Truth {
  if (!signatory) return "no";
  return within ? liesIn(signatory.signed, within) : "yes";
}

/** Where bounds leave the time asked for open, says so. */
function placedIn(signatory: Signatory, within: Within | null): Sentence[] {
  if (!within || liesIn(signatory.signed, within) !== "unknown") return [];
  const { country, signed, sources } = signatory;
  return [
    state(
      { id: "signed-unknown-then", args: { country, earliest: signed.earliest, latest: signed.latest } },
      sources,
    ),
  ];
}

function withdrawn({ country, withdrawn: exit }: Signatory): Sentence[] {
  return exit ? [state({ id: "withdrew", args: { country, day: exit.on } }, exit.sources)] : [];
}

export function groupStatus({ filter, all: every }: Of<"group-status">, { knowledge, today }: Scope): Answer {
  const signed = select(knowledge, { ...filter, signed: true }, today);
  const members = select(knowledge, { ...filter, signed: false, within: null }, today);
  const group = [
    ...new Set([
      ...select(knowledge, { ...filter, signed: true, within: null }, today).certain,
      ...members.certain,
    ]),
  ];
  const open = signed.possible.length > 0;
  const yes = every ? signed.certain.length === group.length : signed.certain.length > 0;
  const possible = every ? signed.certain.length + signed.possible.length === group.length : open;
  const truth: Truth = yes ? "yes" : possible ? "unknown" : "no";
  const missing = group.filter((code) => !signed.certain.includes(code) && !signed.possible.includes(code));
  return answered(
    {
      verdict: filter.signed ? truth : not(truth),
      countries: signed.certain,
      possible: signed.possible,
      number: signed.certain.length,
    },
    [
      verdictWord(filter.signed ? truth : not(truth)),
      signed.certain.length === 0
        ? state({ id: "list-none", args: {} }, knowledge.initiative.asOf.sources)
        : state(
            { id: "list", args: { count: signed.certain.length, countries: signed.certain } },
            sourcesFor(knowledge, signed.certain),
          ),
      ...(open
        ? [
            state(
              { id: "list-open", args: { countries: signed.possible } },
              sourcesFor(knowledge, signed.possible),
            ),
          ]
        : []),
      ...(missing.length === 0
        ? []
        : [
            state(
              {
                id: "list-unsigned",
                args: { count: missing.length, countries: missing, day: filter.within?.to ?? knowledge.asOf },
              },
              sourcesFor(knowledge, missing),
            ),
          ]),
    ],
  );
}

export function when({ countries }: Of<"when">, { knowledge }: Scope): Answer {
  const signatories = countries.map((code) => knowledge.signatories.get(code));
  const [only] = countries.length === 1 ? signatories : [];
  return answered(
    {
      verdict: signatories.some((signatory) => !signatory) ? "no" : null,
      countries,
      dates: exactDays(knowledge, countries),
      ...(only ? rankFacts(only, everyone(knowledge)) : {}),
    },
    countries.flatMap((code) => {
      const signatory = knowledge.signatories.get(code);
      if (!signatory) return absence(knowledge, code);
      return [
        ...signature(knowledge, signatory),
        ...(signatory.note ? [state({ id: "note", args: { text: signatory.note } }, signatory.sources)] : []),
        ...conflicts(signatory.claims, ["signed", "date"]),
      ];
    }),
  );
}

/** The rank as data: exact, or the range that is left; a place shared by all of one day is no rank. */
export function rankFacts(signatory: Signatory, others: readonly Signatory[]) {
  const placement = placementOf(signatory, others);
  if (placement.kind === "exact") return { number: placement.rank };
  if (placement.kind === "joint") return {};
  return { number: placement.from, range: [placement.from, placement.to] as const };
}

export function signer({ countries }: Of<"signer">, { knowledge }: Scope): Answer {
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

export function person({ countries, asked }: Of<"person">, scope: Scope): Answer {
  const told = signer({ op: "signer", countries }, scope);
  if (asked.length === 0) return told;
  const verdict = asked.every((code) => countries.includes(code)) ? "yes" : "no";
  return answered({ ...told.facts, verdict }, [verdictWord(verdict), ...told.sentences]);
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

export function place({ countries }: Of<"place">, { knowledge }: Scope): Answer {
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
    verdict: unsignedVerdict(countries, knowledge),
  };
  return known || facts.verdict === "no" ? answered(facts, sentences) : notOnRecord(facts, sentences);
}

export function eligibility({ countries }: Of<"eligibility">, scope: Scope): Answer {
  const { knowledge } = scope;
  const { openTo } = knowledge.initiative;
  const truths = countries.map(
    (code): Truth => (knowledge.signatories.has(code) || mayToday(scope, code) ? "yes" : "no"),
  );
  const verdict = all(truths);
  return answered({ verdict, countries, dates: exactDays(knowledge, countries) }, [
    verdictWord(verdict),
    ...countries.flatMap((code) => {
      const signatory = knowledge.signatories.get(code);
      if (signatory) return signature(knowledge, signatory);
      const id = mayToday(scope, code) ? "eligible" : "not-eligible";
      const [missingNote] = absence(knowledge, code);
      return [
        state({ id, args: { country: code, blocs: openTo.blocs } }, openTo.sources),
        ...(missingNote ? [missingNote] : []),
      ];
    }),
  ]);
}

export function future({ countries }: Of<"future">, { knowledge }: Scope): Answer {
  return notOnRecord({ countries, dates: exactDays(knowledge, countries) }, [
    remark({ id: "no-future", args: {} }),
    ...countries.flatMap((code) => {
      const signatory = knowledge.signatories.get(code);
      return signatory ? signature(knowledge, signatory) : absence(knowledge, code);
    }),
  ]);
}

export function reason({ countries, signed }: Of<"reason">, { knowledge }: Scope): Answer {
  const sentences = countries.flatMap((code) => {
    const signatory = knowledge.signatories.get(code);
    const id = signed ? "no-reason-signed" : "no-reason";
    const why = Boolean(signatory) === signed ? [remark({ id, args: { country: code } })] : [];
    return [...why, ...(signatory ? signature(knowledge, signatory) : absence(knowledge, code))];
  });
  return notOnRecord({ countries, dates: exactDays(knowledge, countries) }, sentences);
}

export function withdrawal({ countries }: Of<"withdrawal">, { knowledge }: Scope): Answer {
  const { asOf } = knowledge.initiative;
  const gone = everyone(knowledge).filter(
    ({ country, withdrawn: exit }) => exit && (countries.length === 0 || countries.includes(country)),
  );
  const verdict = gone.length > 0 ? "yes" : "no";
  return answered(
    { verdict, countries: countries.length > 0 ? countries : gone.map(({ country }) => country) },
    [
      verdictWord(verdict),
      ...gone.flatMap(withdrawn),
      ...(gone.length > 0 ? [] : noWithdrawal(countries, knowledge)),
      ...(countries.length === 0 && gone.length === 0
        ? [state({ id: "no-withdrawal", args: { day: asOf.day } }, asOf.sources)]
        : []),
      ...countries.flatMap((code) => conflicts(knowledge.signatories.get(code)?.claims ?? [], ["status"])),
    ],
  );
}

function noWithdrawal(countries: readonly CountryCode[], knowledge: Scope["knowledge"]): Sentence[] {
  const { asOf } = knowledge.initiative;
  return countries.flatMap((country) => {
    const signatory = knowledge.signatories.get(country);
    if (!signatory) return absence(knowledge, country);
    return [
      ...signature(knowledge, signatory),
      state({ id: "no-withdrawal-by", args: { country, day: asOf.day } }, asOf.sources),
    ];
  });
}
