import type { Day } from "./day.ts";
import type { Bloc } from "./knowledge-base.ts";
import type { CountryCode } from "./schema/values.ts";

/** Whether `country` belonged to `bloc` on `day`: the UK was in the EU through 31 January 2020, that day included. */
export function isMember(bloc: Bloc, country: CountryCode, day: Day): boolean {
  return bloc.members.some(
    (membership) =>
      membership.country === country &&
      (membership.from === null || membership.from <= day) &&
      (membership.through === null || membership.through >= day),
  );
}

/** The countries of `bloc` on `day`, in the order of the knowledge. */
export function membersOn(bloc: Bloc, day: Day): readonly CountryCode[] {
  const then = new Set<CountryCode>();
  const ever = new Set<CountryCode>();
  for (const { country, from, through } of bloc.members) {
    ever.add(country);
    if ((from === null || from <= day) && (through === null || through >= day)) then.add(country);
  }
  return [...ever].filter((country) => then.has(country));
}
