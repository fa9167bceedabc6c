/**
 * Territories with a code of their own in ISO 3166-1 that are part of a state: a question about them is
 * answered for the state, with a word on the difference. The Crown dependencies are no part of the UK.
 */
export const TERRITORIES: Readonly<Record<string, string>> = {
  AX: "FI",
  FO: "DK",
  GL: "DK",
  GI: "GB",
  SJ: "NO",
  BV: "NO",
  GF: "FR",
  GP: "FR",
  MF: "FR",
  MQ: "FR",
  RE: "FR",
  YT: "FR",
  AW: "NL",
  BQ: "NL",
  CW: "NL",
  SX: "NL",
};
