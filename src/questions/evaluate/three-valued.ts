/** Kleene's three values: what bounds leave open is neither yes nor no. */
export type Truth = "yes" | "no" | "unknown";

export function not(truth: Truth): Truth {
  return truth === "yes" ? "no" : truth === "no" ? "yes" : "unknown";
}

/** yes when both are, no when one is not. */
export function both(a: Truth, b: Truth): Truth {
  if (a === "no" || b === "no") return "no";
  return a === "unknown" ? a : b;
}

/** yes when all are, no when one is not. */
export function all(truths: readonly Truth[]): Truth {
  if (truths.includes("no")) return "no";
  return truths.includes("unknown") ? "unknown" : "yes";
}

/** yes when one is, no when none is. */
export function any(truths: readonly Truth[]): Truth {
  return not(all(truths.map(not)));
}
