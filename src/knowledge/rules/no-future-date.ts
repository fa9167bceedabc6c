import type { DateOrBounds } from "../schema/values.ts";
import type { Rule } from "./rule.ts";

/** Nothing that is stated as done lies after today; a planned milestone may. */
export const noFutureDate: Rule = {
  name: "no-future-date",
  check: ({ files, today }) => {
    const stated = [
      ...files.signatories.flatMap(({ file, data }) => [
        { file, path: "signed.date", day: latestOf(data.signed.date) },
        ...(data.withdrawn ? [{ file, path: "withdrawn.on", day: data.withdrawn.on }] : []),
      ]),
      ...files.milestones.flatMap(({ file, data }) =>
        data.milestones.flatMap(({ date, planned }, index) =>
          planned ? [] : [{ file, path: `milestones.${index}.date`, day: latestOf(date) }],
        ),
      ),
      ...files.initiative.flatMap(({ file, data }) => [
        { file, path: "asOf.day", day: data.asOf.day },
        { file, path: "launch.on", day: data.launch.on },
      ]),
      ...files.nonSignatories.flatMap(({ file, data }) =>
        data.countries.map(({ asOf }, index) => ({ file, path: `countries.${index}.asOf`, day: asOf })),
      ),
      ...files.sources.flatMap(({ file, data }) =>
        data.sources.flatMap(({ published, checked }, index) =>
          [published, checked].flatMap((day) => (day ? [{ file, path: `sources.${index}`, day }] : [])),
        ),
      ),
    ];
    return stated
      .filter(({ day }) => day > today)
      .map(({ file, path, day }) => ({
        file,
        path,
        message: `${day} is still to come (today is ${today})`,
        hint: "Add it on the day itself, or mark the milestone as planned.",
      }));
  },
};

function latestOf(date: DateOrBounds): string {
  return "on" in date ? date.on : date.notAfter;
}
