import type { Rule } from "./rule.ts";

/** Of two entries with one id the later would silently replace the earlier. */
export const noRepeatedId: Rule = {
  name: "no-repeated-id",
  check: ({ files }) =>
    [
      ...files.milestones.map(({ file, data }) => ({
        file,
        list: "milestones",
        ids: data.milestones.map(({ id }): string => id),
      })),
      ...files.blocs.map(({ file, data }) => ({
        file,
        list: "blocs",
        ids: data.blocs.map(({ id }): string => id),
      })),
      ...files.nonSignatories.map(({ file, data }) => ({
        file,
        list: "countries",
        ids: data.countries.map(({ country }): string => country),
      })),
    ].flatMap(({ file, list, ids }) =>
      ids.flatMap((id, index) => {
        const first = ids.indexOf(id);
        if (first === index) return [];
        return [
          {
            file,
            path: `${list}.${index}`,
            message: `${id} is there already, as ${list}.${first}`,
            hint: "Keep one of the two.",
          },
        ];
      }),
    ),
};
