/** One way for a request to go wrong. "Store" means that the request takes effect first. */
export type Fault =
  | { readonly kind: "error"; readonly status: number; readonly code: number }
  | { readonly kind: "server-error"; readonly status: number }
  /** Another answer, with nothing done. */
  | { readonly kind: "answer"; readonly body: object }
  /** HTTP 429; by the network before Discord, without a Retry-After, when `retryAfterMs` is null. */
  | { readonly kind: "rate-limit"; readonly retryAfterMs: number | null; readonly global: boolean }
  | { readonly kind: "drop" }
  | { readonly kind: "hang" }
  | { readonly kind: "store-then-server-error"; readonly status: number }
  | { readonly kind: "store-then-drop" }
  | { readonly kind: "store-then-hang" }
  /** An answer that calls itself JSON and is empty. */
  | { readonly kind: "store-then-empty" };

export interface FaultRule {
  /** As in the table of routes: `POST /channels/:channel/messages`. */
  readonly route: string;
  /** Only in this channel. */
  readonly channel?: string;
  /** How many requests it meets; 1 unless told. */
  readonly times?: number;
  readonly fault: Fault;
}

export interface Faults {
  add(rule: FaultRule): void;
  /** The fault that meets this request, if any. */
  take(route: string, channel: string | undefined): Fault | null;
}

export function createFaults(): Faults {
  const rules: Array<{ readonly rule: FaultRule; left: number }> = [];
  return {
    add: (rule) => void rules.push({ rule, left: rule.times ?? 1 }),
    take(route, channel) {
      const met = rules.find(
        ({ rule, left }) =>
          left > 0 && rule.route === route && (rule.channel === undefined || rule.channel === channel),
      );
      if (!met) return null;
      met.left -= 1;
      return met.rule.fault;
    },
  };
}
