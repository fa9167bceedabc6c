import type { Names } from "../schema/values.ts";
import type { Rule } from "./rule.ts";

interface Named {
  readonly file: string;
  readonly path: string;
  /** Names of different kinds are asked for in different ways and may agree: a topic and a milestone. */
  readonly kind: "topic" | "milestone" | "country";
  readonly owner: string;
  readonly names: Names;
}

/** No two topics, no two milestones, and no two countries or blocs answer to one name of a language. */
export const noSharedName: Rule = {
  name: "no-shared-name",
  check: ({ files, knowledge }) => {
    const named: Named[] = [
      ...files.topics.map(
        ({ file, name, data }): Named => ({
          file,
          path: "names",
          kind: "topic",
          owner: name,
          names: data.names,
        }),
      ),
      ...files.milestones.flatMap(({ file, data }) =>
        data.milestones.map(
          ({ id, names }, index): Named => ({
            file,
            path: `milestones.${index}.names`,
            kind: "milestone",
            owner: id,
            names,
          }),
        ),
      ),
      ...files.blocs.flatMap(({ file, data }) =>
        data.blocs.map(
          ({ id, names }, index): Named => ({
            file,
            path: `blocs.${index}.names`,
            kind: "country",
            owner: id,
            names,
          }),
        ),
      ),
      ...[...knowledge.languages].flatMap(([code, pack]) =>
        [...pack.countryNames].map(
          ([country, names]): Named => ({
            file: `languages/${code}/countries.yaml`,
            path: `countries.${country}.names`,
            kind: "country",
            owner: country,
            names: { [code]: [...names] },
          }),
        ),
      ),
    ];
    return clashes(named);
  },
};

function clashes(named: readonly Named[]) {
  const owners = new Map<string, Named>();
  return named.flatMap((entry) =>
    Object.entries(entry.names).flatMap(([language, names]) =>
      (names ?? []).flatMap((name) => {
        const key = `${entry.kind}/${language}/${name.toLowerCase()}`;
        const before = owners.get(key);
        if (!before) owners.set(key, entry);
        if (!before || before.owner === entry.owner) return [];
        return [
          {
            file: entry.file,
            path: entry.path,
            message: `"${name}" is already a name of ${before.owner} (${before.file})`,
            hint: "Keep it in one place.",
          },
        ];
      }),
    ),
  );
}
