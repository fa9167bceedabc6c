/** A budget of docs/benchmark.md beside what was measured. */
export interface Budget {
  readonly what: string;
  readonly limit: string;
  readonly measured: string;
  readonly met: boolean;
}

/** `measured` must not be more than `limit`. */
export function atMost(what: string, measured: number, limit: number, unit: string): Budget {
  return {
    what,
    limit: `<= ${limit} ${unit}`,
    measured: `${short(measured)} ${unit}`,
    met: measured <= limit,
  };
}

/** `measured` must not be less than `limit`. */
export function atLeast(what: string, measured: number, limit: number, unit: string): Budget {
  return {
    what,
    limit: `>= ${limit} ${unit}`,
    measured: `${short(measured)} ${unit}`,
    met: measured >= limit,
  };
}

/** Three digits that count: `0.47`, `12.3`, `1,530`. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return "–";
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString("en-GB", { maximumFractionDigits: digits, minimumFractionDigits: digits });
}
