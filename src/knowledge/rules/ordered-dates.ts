import type { DateOrBounds } from "../schema/values.ts";
import type { Rule } from "./rule.ts";

/** Bounds are in order, memberships end after they begin, and nobody withdraws before signing. */
export const orderedDates: Rule = {
  name: "ordered-dates",
  check: ({ files }) => [
    ...files.signatories.flatMap(({ file, data }) => [
      ...outOfOrder(file, "signed.date", data.signed.date),
      ...withdrawnTooEarly(file, data),
    ]),
    ...files.milestones.flatMap(({ file, data }) =>
      data.milestones.flatMap(({ date }, index) => outOfOrder(file, `milestones.${index}.date`, date)),
    ),
    ...files.blocs.flatMap(({ file, data }) =>
      data.blocs.flatMap(({ members }, index) =>
        members
          .filter(({ from, through }) => from !== undefined && through !== undefined && through < from)
          .map(({ from, through }) => ({
            file,
            path: `blocs.${index}.members`,
            message: `through ${through} is before from ${from}`,
            hint: "Swap or correct the two days.",
          })),
      ),
    ),
  ],
};

function outOfOrder(file: string, path: string, date: DateOrBounds) {
  if ("on" in date || date.notBefore <= date.notAfter) return [];
  return [
    {
      file,
      path,
      message: `notBefore ${date.notBefore} is after notAfter ${date.notAfter}`,
      hint: "Swap or correct the two days.",
    },
  ];
}

function withdrawnTooEarly(
  file: string,
  data: {
    readonly signed: { readonly date: DateOrBounds };
    readonly withdrawn?: { readonly on: string } | undefined;
  },
) {
  const signed = "on" in data.signed.date ? data.signed.date.on : data.signed.date.notBefore;
  if (!data.withdrawn || data.withdrawn.on >= signed) return [];
  return [
    {
      file,
      path: "withdrawn.on",
      message: `${data.withdrawn.on} is before the signature (${signed})`,
      hint: "Correct one of the two days.",
    },
  ];
}
