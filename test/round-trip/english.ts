import { slug } from "../../src/knowledge/schema/values.ts";
import { EVERYONE } from "../../src/questions/query.ts";
import {
  claimed,
  compare,
  count,
  endOf,
  filter,
  inYear,
  list,
  membership,
  ofBloc,
  place,
  status,
  when,
} from "./asked.ts";
import type { Pattern } from "./patterns.ts";

export const ENGLISH: readonly Pattern[] = [
  { words: "[aux:has,did] {country} [sign]", asks: (f) => status(f) },
  { words: "[polite] [aux:has,did] {country} [sign]", asks: (f) => status(f) },
  { words: "{country} [sign]", asks: (f) => status(f) },
  {
    words: "[aux:is] {country} a [signatory:signatory,signer,party to] of the [declaration]",
    asks: (f) => status(f),
  },
  { words: "[aux:had] {country} [sign:signed] [by] the [end-of] {year}", asks: (f) => status(f, endOf(f)) },
  { words: "[aux:did] {country} [sign:sign] [during:during] {year}", asks: (f) => status(f, inYear(f)) },
  {
    words: "[true] {country} [sign]",
    asks: ({ country }) => ({ op: "status", countries: [country], signed: true, within: null, claim: true }),
  },
  {
    words: "[aux:have] [all:all] {bloc} [country:countries] [sign:signed]",
    asks: (f) => ({ op: "group-status", filter: filter({ blocs: ofBloc(f) }), all: true }),
  },
  { words: "[when] [aux:did] {country} [sign:sign]", asks: when },
  { words: "[when:when] [aux:did] {country} [join:join] the [declaration]", asks: when },
  {
    words: "[which:which] [position:number,place,position] [aux:was] {country}",
    asks: ({ country }) => ({ op: "rank", countries: [country], claimed: [] }),
  },
  { words: "[aux:was] {country} the {nth} to [sign:sign]", asks: claimed },
  { words: "[true] {country} was the {nth} [signatory:signatory]", asks: claimed },
  {
    words: "[who:who] was the {nth} to [sign:sign]",
    asks: ({ nth: n }) => ({ op: "at-rank", rank: { kind: "nth", n }, filter: EVERYONE }),
  },
  {
    words: "[which:which] [country:country,state,nation] was the {nth}",
    asks: ({ nth: n }) => ({ op: "at-rank", rank: { kind: "nth", n }, filter: EVERYONE }),
  },
  {
    words: "[who:who] [aux:were] the [founder]",
    asks: () => ({ op: "at-rank", rank: { kind: "first", count: null }, filter: EVERYONE }),
  },
  {
    words: "[who:who] was the [latest] to [sign:sign]",
    asks: () => ({ op: "at-rank", rank: { kind: "latest", count: 1 }, filter: EVERYONE }),
  },
  {
    words: "[who:who] were the [first] {amount} to [sign:sign]",
    asks: ({ amount }) => ({ op: "at-rank", rank: { kind: "first", count: amount }, filter: EVERYONE }),
  },
  {
    words: "[who:who] [sign:signed] [just] [after] {country}",
    asks: ({ country }) => ({ op: "neighbour", direction: "next", country }),
  },
  {
    words: "[who:who] [sign:signed] [just] [before] {country}",
    asks: ({ country }) => ({ op: "neighbour", direction: "previous", country }),
  },
  { words: "[who:who] [aux:has] [sign:signed]", asks: () => list({}) },
  { words: "[list] the [signatory]", asks: () => list({}) },
  { words: "[who:who] [aux:has] [not:not] [sign:signed]", asks: () => list({ signed: false }) },
  {
    words: "[which] {bloc} [country:countries] have [not:not] [sign:signed]",
    asks: (f) => list({ signed: false, blocs: ofBloc(f) }),
  },
  {
    words: "[who:who] [sign:signed] [before] {country}",
    asks: ({ country }) => list({ relations: [{ kind: "before", country }] }),
  },
  {
    words: "[which:which] [country:countries] [join:joined] [after] {country}",
    asks: ({ country }) => list({ relations: [{ kind: "after", country }] }),
  },
  {
    words: "[who:who] [sign:signed] [between] {country} and {other}",
    asks: ({ ends: [first, last] }) =>
      list({
        relations: [
          { kind: "after", country: first },
          { kind: "before", country: last },
        ],
      }),
  },
  { words: "[who:who] [sign:signed] [in] {year}", asks: (f) => list({ within: inYear(f) }) },
  {
    words: "[who:who] [aux:has] [sign:signed] [except] {country}",
    asks: ({ country }) => list({ except: [country] }),
  },
  { words: "[many:how many] [country:countries] [aux:have] [sign:signed]", asks: () => count({}) },
  {
    words: "[many:how many] {bloc} [country:countries] [sign:signed]",
    asks: (f) => count({ blocs: ofBloc(f) }),
  },
  {
    words: "[many:how many] [country:countries] [aux:had] [sign:signed] [by] [end-of] {year}",
    asks: (f) => count({ within: endOf(f) }),
  },
  {
    words: "have {amount} countries [sign:signed]",
    asks: ({ amount }) => ({ op: "count", filter: EVERYONE, claimed: amount }),
  },
  { words: "[aux:did] {country} [sign:sign] [before] {other}", asks: (f) => compare(f, "before") },
  { words: "[aux:did] {country} [join:join] [after] {other}", asks: (f) => compare(f, "after") },
  {
    words: "[aux:did] {country} [sign:sign] [same:on the same day as,together with,alongside] {other}",
    asks: (f) => compare(f, "same-day"),
  },
  {
    words: "[who:who] [sign:signed] [first:first], {country} [or] {other}",
    asks: ({ country, other }) => ({ op: "earliest-of", countries: [country, other], last: false }),
  },
  { words: "[aux:is] {country} [in:in] the {bloc}", asks: membership },
  {
    words: "[aux:was] {country} in the {bloc} when it [sign:signed]",
    asks: ({ country, bloc }) => ({
      op: "membership",
      countries: [country],
      bloc,
      at: { kind: "signing", country: null },
    }),
  },
  {
    words: "in what capacity did {country} [sign:sign]",
    asks: ({ country }) => ({ op: "capacity", countries: [country] }),
  },
  {
    words: "[who:who] [sign:signed] [for] {country}",
    asks: ({ country }) => ({ op: "signer", countries: [country] }),
  },
  { words: "[where:where] [aux:did] {country} [sign:sign]", asks: place },
  {
    words: "[future:will,going to] {country} [sign:sign]",
    asks: ({ country }) => ({ op: "future", countries: [country] }),
  },
  {
    words: "[can:can,could,may] {country} [sign:sign]",
    asks: ({ country }) => ({ op: "eligibility", countries: [country] }),
  },
  {
    words: "[why:why] [aux:has] {country} [not:not] [sign:signed]",
    asks: ({ country }) => ({ op: "reason", countries: [country], signed: false }),
  },
  {
    words: "[aux:has] {country} [withdraw:withdrawn,pulled out]",
    asks: ({ country }) => ({ op: "withdrawal", countries: [country] }),
  },
  { words: "what [happen:happened] [in:in] {year}", asks: (f) => ({ op: "timeline", within: inYear(f) }) },
  { words: "[hello]", asks: () => ({ op: "courtesy", kind: "hello" }) },
  { words: "[thanks]", asks: () => ({ op: "courtesy", kind: "thanks" }) },
  { words: "[bye]", asks: () => ({ op: "courtesy", kind: "bye" }) },
  { words: "[help]", asks: () => ({ op: "courtesy", kind: "help" }) },
  { words: "[identity]", asks: () => ({ op: "courtesy", kind: "identity" }) },
  { words: "[fresh]", asks: () => ({ op: "freshness" }) },
  {
    words: "what is {topic}",
    asks: ({ topic }) => ({ op: "topic", topics: [topic ?? slug.parse("gdi")], aspect: "definition" }),
  },
];
