import type { Day } from "../../knowledge/day.ts";
import type { Bloc, KnowledgeBase, Membership } from "../../knowledge/knowledge-base.ts";
import type { CountryCode, Slug } from "../../knowledge/schema/values.ts";
import { oncePer } from "./once-per.ts";

/** The memberships of each country in a bloc. */
const membershipsOf = oncePer(({ members }: Bloc): ReadonlyMap<CountryCode, readonly Membership[]> => {
  const byCountry = new Map<CountryCode, Membership[]>();
  for (const membership of members) {
    const known = byCountry.get(membership.country);
    if (known) known.push(membership);
    else byCountry.set(membership.country, [membership]);
  }
  return byCountry;
});

/** Whether `country` belonged to `bloc` on `day`: `isMember` by look-up. */
export function belongs(bloc: Bloc, country: CountryCode, day: Day): boolean {
  const memberships = membershipsOf(bloc).get(country);
  if (!memberships) return false;
  return memberships.some(
    ({ from, through }) => (from === null || from <= day) && (through === null || through >= day),
  );
}

export function belongsOn(knowledge: KnowledgeBase, bloc: Slug, country: CountryCode, day: Day): boolean {
  const found = knowledge.blocs.get(bloc);
  return found !== undefined && belongs(found, country, day);
}

export function everBelonged(knowledge: KnowledgeBase, bloc: Slug, country: CountryCode): boolean {
  const found = knowledge.blocs.get(bloc);
  return found !== undefined && membershipsOf(found).has(country);
}

/** How many countries of `bloc` on `day` are among those that `has` tells. */
export function countIn(bloc: Bloc | undefined, day: Day, has: (country: CountryCode) => boolean): number {
  if (!bloc) return 0;
  let count = 0;
  for (const country of membershipsOf(bloc).keys())
    if (has(country) && belongs(bloc, country, day)) count += 1;
  return count;
}
