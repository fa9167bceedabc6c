/** What goes wrong with calls of one method, in one channel or all. */
export interface Fault {
  /** `chat.postMessage`, or `*` for any. */
  readonly method: string;
  readonly channel?: string;
  /** How many calls pass before it strikes; none when left out. */
  readonly after?: number;
  /** How many calls it strikes; once when left out. */
  readonly times?: number;
  readonly effect: Effect;
}

export type Effect =
  /** HTTP 429; without a Retry-After when `seconds` is null. */
  | { readonly kind: "rate-limit"; readonly seconds: number | null }
  | { readonly kind: "status"; readonly status: number }
  /** `{ ok: false, error }`, with nothing done. */
  | { readonly kind: "error"; readonly error: string }
  /** Another reply, with nothing done. */
  | { readonly kind: "answer"; readonly body: object }
  /** A page in place of JSON. */
  | { readonly kind: "garbage" }
  /** The call is carried out, and the connection ends before its reply. */
  | { readonly kind: "store-then-drop" }
  | { readonly kind: "drop" }
  /** No reply until the server closes. */
  | { readonly kind: "hang" };

export interface Faults {
  add(fault: Fault): void;
  /** The effect on this call, counted. */
  strike(method: string, channel: string): Effect | null;
}

export function createFaults(): Faults {
  const waiting: Array<{ readonly fault: Fault; passing: number; left: number }> = [];
  return {
    add(fault) {
      waiting.push({ fault, passing: fault.after ?? 0, left: fault.times ?? 1 });
    },
    strike(method, channel) {
      const struck = waiting.find(
        ({ fault, left }) =>
          left > 0 &&
          (fault.method === "*" || fault.method === method) &&
          (fault.channel === undefined || fault.channel === channel),
      );
      if (struck === undefined) return null;
      if (struck.passing > 0) {
        struck.passing -= 1;
        return null;
      }
      struck.left -= 1;
      return struck.fault.effect;
    },
  };
}
