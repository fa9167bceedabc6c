/** A country that has no file in `knowledge/signatories/` yet. */
export interface NewCountry {
  readonly code: string;
  readonly day: string;
  readonly ordinal: number;
  /** Where its signature can be checked. */
  readonly url: string;
}

/** What a curator adds when a country signs: one file, complete in itself. */
export function countryFile({ code, day, ordinal, url }: NewCountry): string {
  const sources = `
    - title: ${code} joins the 1+ Million Genomes initiative
      publisher: European Commission
      url: ${url}
      published: ${day}`;
  return `# yaml-language-server: $schema=../schema/signatory.schema.json
country: ${code}
signed:
  date: { on: ${day} }
  basis: stated
  sources: ${sources}
capacity: eu-member
ordinal:
  value: ${ordinal}
  basis: stated
  sources: ${sources}
`;
}
