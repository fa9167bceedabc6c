import { FAULTS, type FaultCheck, type FaultName } from "./faults.ts";

/** A row of the table. */
export interface FaultRow extends FaultCheck {
  /** `passed`, `failed`, or why it was not run. */
  readonly result: string;
}

/** All rows as one table: by fault, then by platform or store. */
export function matrixText(rows: readonly FaultRow[]): string {
  const sorted = rows.toSorted(
    (a, b) =>
      FAULTS.indexOf(a.fault) - FAULTS.indexOf(b.fault) ||
      Number(a.where > b.where) - Number(a.where < b.where),
  );
  const lines = [
    ["fault", "where", "checked", "result"],
    ...sorted.map(({ fault, where, checked, result }) => [fault, where, checked, result]),
  ];
  const widths = [0, 1, 2].map((at) => Math.max(...lines.map((line) => line[at]?.length ?? 0)));
  return lines.map((line) => line.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("  ")).join("\n");
}

/** The faults that no test met. */
export function unmet(rows: readonly FaultRow[]): FaultName[] {
  const met = new Set(rows.map(({ fault }) => fault));
  return FAULTS.filter((fault) => !met.has(fault));
}
