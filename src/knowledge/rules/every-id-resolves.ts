import { ASPECTS } from "../schema/topic.ts";
import type { Rule } from "./rule.ts";

/** Topics, blocs and required groups that are named exist. Sources are resolved while building. */
export const everyIdResolves: Rule = {
  name: "every-id-resolves",
  check: ({ knowledge, files }) => [
    ...files.topics.flatMap(({ file, data }) =>
      [
        ...data.related.map((id) => ({ id, path: "related" })),
        ...ASPECTS.flatMap((aspect) => {
          const id = data.elsewhere[aspect];
          const counts = data.facts[aspect]?.counts;
          return [
            ...(id ? [{ id, path: `elsewhere.${aspect}` }] : []),
            ...(counts ? [{ id: counts, path: `facts.${aspect}.counts` }] : []),
          ];
        }),
      ]
        .filter(({ id }) => !knowledge.topics.has(id))
        .map(({ id, path }) => noTopic(file, path, id)),
    ),
    ...files.milestones.flatMap(({ file, data }) =>
      data.milestones.flatMap(({ of }, index) =>
        of === undefined || knowledge.topics.has(of) ? [] : [noTopic(file, `milestones.${index}.of`, of)],
      ),
    ),
    ...files.blocs.flatMap(({ file, data }) =>
      data.blocs
        .flatMap(({ includes }, index) => includes.map((id) => ({ id, path: `blocs.${index}.includes` })))
        .filter(({ id }) => !knowledge.blocs.has(id))
        .map(({ id, path }) => ({
          file,
          path,
          message: `there is no bloc "${id}"`,
          needs: "blocs.yaml",
          hint: "Add it to blocs.yaml.",
        })),
    ),
    ...files.initiative.flatMap(({ file, data }) =>
      data.openTo.blocs
        .filter((id) => !knowledge.blocs.has(id))
        .map((id) => ({
          file,
          path: "openTo.blocs",
          message: `there is no bloc "${id}"`,
          needs: "blocs.yaml",
          hint: "Add it to blocs.yaml.",
        })),
    ),
    ...files.signatories.flatMap(({ file, data }) => {
      const city = data.place?.city;
      const known = knowledge.initiative.cities.some(({ id }) => id === city);
      return city === undefined || known
        ? []
        : [
            {
              file,
              path: "place.city",
              message: `there is no city "${city}"`,
              needs: "initiative.yaml",
              hint: "Add it under cities in initiative.yaml.",
            },
          ];
    }),
    ...files.names.flatMap(({ file, data }) => [
      ...unknownIds(file, "topics", data.topics, knowledge.topics, topicFile),
      ...unknownIds(file, "weakTopics", data.weakTopics, knowledge.topics, topicFile),
      ...unknownIds(file, "milestones", data.milestones, knowledge.milestones, () => "milestones.yaml"),
      ...unknownIds(file, "blocs", data.blocs, knowledge.blocs, () => "blocs.yaml"),
    ]),
    ...files.countries.flatMap(({ file, data }) =>
      [...knowledge.blocs.keys()]
        .filter((id) => data.blocs[id] === undefined)
        .map((id) => ({
          file,
          path: "blocs",
          message: `has no form for the bloc "${id}"`,
          hint: "Add how the language names it inside a sentence.",
        })),
    ),
    ...files.countries.flatMap(({ file, data }) =>
      knowledge.initiative.cities
        .filter(({ id }) => data.cities[id] === undefined)
        .map(({ id }) => ({
          file,
          path: "cities",
          message: `has no form for the city "${id}"`,
          hint: "Add how the language names it after 'in'.",
        })),
    ),
  ],
};

function noTopic(file: string, path: string, id: string) {
  return {
    file,
    path,
    message: `there is no topic "${id}"`,
    needs: topicFile(id),
    hint: "See topics/.",
  };
}

function topicFile(id: string): string {
  return `topics/${id}.yaml`;
}

function unknownIds(
  file: string,
  path: string,
  names: Readonly<Record<string, unknown>>,
  known: ReadonlyMap<string, unknown>,
  needs: (id: string) => string,
) {
  return Object.keys(names)
    .filter((id) => !known.has(id))
    .map((id) => ({
      file,
      path: `${path}.${id}`,
      message: `there is no "${id}"`,
      hint: "Use an id of the knowledge.",
      needs: needs(id),
    }));
}
