import type { Budget } from "./budget.ts";

/** Columns of text; the first to the left, the others to the right. */
export function table(header: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...all.map((row) => (row[column] ?? "").length)));
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  ")
      .trimEnd();
  return [line(header), widths.map((width) => "-".repeat(width)).join("  "), ...rows.map(line)].join("\n");
}

export function budgetTable(budgets: readonly Budget[]): string {
  return table(
    ["budget", "limit", "measured", ""],
    budgets.map(({ what, limit, measured, met }) => [what, limit, measured, met ? "met" : "NOT MET"]),
  );
}
