import { placeInTime } from "./chronology.ts";
import type { Absence, Claim, Signatory, Span } from "./knowledge-base.ts";
import type { KnowledgeFiles, Parsed } from "./knowledge-files.ts";
import type { Problem, ProblemAcross } from "./problem.ts";
import type { NonSignatoriesFile, SignatoryFile } from "./schema/signatory.ts";
import type { ClaimFile, CountryCode, DateOrBounds } from "./schema/values.ts";
import type { SourceBook } from "./source-book.ts";

/** Signatories in order of signature, with what dates and ordinals together say of each. */
export function buildSignatories(
  files: KnowledgeFiles["signatories"],
  book: SourceBook,
): {
  readonly signatories: ReadonlyMap<CountryCode, Signatory>;
  readonly problems: readonly ProblemAcross[];
} {
  const problems = repeatedCountries(files);
  const stated = new Map(files.map((parsed) => [parsed.data.country, buildSignatory(parsed, book)]));
  const { placed, contradictions } = placeInTime([...stated.values()]);
  const ordered = placed.toSorted(
    (a, b) =>
      a.seat.from - b.seat.from ||
      compare(a.signed.earliest, b.signed.earliest) ||
      compare(a.country, b.country),
  );
  const signatories = new Map<CountryCode, Signatory>();
  for (const { country, seat, signed } of ordered) {
    const signatory = stated.get(country);
    if (signatory) signatories.set(country, { ...signatory, seat, signed });
  }
  const byCountry = new Map(files.map(({ data, file }) => [data.country, file]));
  return {
    signatories,
    problems: [
      ...problems,
      ...contradictions.map(({ country, message }) => ({
        file: byCountry.get(country) ?? "signatories",
        path: "ordinal",
        message,
        needs: "signatories/",
        hint: "Correct the date or ordinal, or move the statement that is wrong to claims, with the reason.",
      })),
    ],
  };
}

function buildSignatory({ file, data }: Parsed<SignatoryFile>, book: SourceBook): Signatory {
  const at = (path: string, refs: SignatoryFile["signed"]["sources"]) => book.resolve(file, path, refs);
  const { ordinal, place, withdrawn } = data;
  return {
    country: data.country,
    signed: toSpan(data.signed.date),
    seat: { from: 1, to: 1 },
    basis: data.signed.basis,
    note: data.signed.note ?? null,
    sources: at("signed.sources", data.signed.sources),
    capacity: data.capacity,
    ordinal: ordinal
      ? {
          ...(typeof ordinal.value === "number" ? { from: ordinal.value, to: ordinal.value } : ordinal.value),
          basis: ordinal.basis,
          sources: at("ordinal.sources", ordinal.sources),
        }
      : null,
    signedBy: data.signedBy.map(({ name, role, note, sources }, index) => ({
      name,
      role,
      note: note ?? null,
      sources: at(`signedBy.${index}.sources`, sources),
    })),
    place: place
      ? { where: place.where, city: place.city ?? null, sources: at("place.sources", place.sources) }
      : null,
    remarks: data.remarks.map(({ text, sources }, index) => ({
      text,
      sources: at(`remarks.${index}.sources`, sources),
    })),
    withdrawn: withdrawn ? { on: withdrawn.on, sources: at("withdrawn.sources", withdrawn.sources) } : null,
    claims: buildClaims(file, "claims", data.claims, book),
  };
}

/** Countries without a signature; a signatory file supersedes an entry with no other edit. */
export function buildAbsences(
  files: ReadonlyArray<Parsed<NonSignatoriesFile>>,
  signatories: ReadonlyMap<CountryCode, Signatory>,
  book: SourceBook,
): ReadonlyMap<CountryCode, Absence> {
  const entries = files.flatMap(({ file, data }) =>
    data.countries.map((entry, index) => ({
      country: entry.country,
      asOf: entry.asOf,
      basis: entry.basis,
      note: entry.note ?? null,
      sources: book.resolve(file, `countries.${index}.sources`, entry.sources),
      claims: buildClaims(file, `countries.${index}.claims`, entry.claims, book),
    })),
  );
  return new Map(
    entries.filter(({ country }) => !signatories.has(country)).map((entry) => [entry.country, entry]),
  );
}

export function buildClaims(
  file: string,
  path: string,
  claims: readonly ClaimFile[],
  book: SourceBook,
): readonly Claim[] {
  return claims.map(({ id, about, says, number, date, rank, reason, sources }, index) => ({
    id,
    about,
    says,
    number: number ?? null,
    date: date ?? null,
    rank,
    reason,
    sources: book.resolve(file, `${path}.${index}.sources`, sources),
  }));
}

export function toSpan(date: DateOrBounds): Span {
  return "on" in date
    ? { earliest: date.on, latest: date.on }
    : { earliest: date.notBefore, latest: date.notAfter };
}

function repeatedCountries(files: KnowledgeFiles["signatories"]): Problem[] {
  const first = new Map<CountryCode, string>();
  return files.flatMap(({ file, data }) => {
    const before = first.get(data.country);
    if (before === undefined) {
      first.set(data.country, file);
      return [];
    }
    return [
      {
        file,
        path: "country",
        message: `${data.country} has a file already: ${before}`,
        hint: "Keep one of the two.",
      },
    ];
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
