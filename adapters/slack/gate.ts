import type { IncomingHttpHeaders } from "node:http";

/** Lets each signed request in once; whether its signature is right is for the receiver to say. */
export interface Gate {
  /** Null when the request came before, is on its way in, or is of the future; else what is called at its end. */
  admit(headers: IncomingHttpHeaders): (() => void) | null;
  /** Called for a request whose signature is right: it is not let in again. */
  accept(headers: IncomingHttpHeaders): void;
}

/** Slack's own window, on both sides of now; the receiver looks at the past only. */
const WINDOW_S = 300;

/** As long as a signature could pass: from the future end of the window to its past one. */
const KEPT_MS = (2 * WINDOW_S + 1) * 1000;

/** More than Slack sends in that time to all but the largest apps; beyond it the oldest is forgotten. */
const MOST_KEPT = 100_000;

export function createGate(now: () => number = Date.now): Gate {
  /** The signatures that passed, oldest first, each with the time when it can be forgotten. */
  const accepted = new Map<string, number>();
  /** Those of requests under way: a copy that comes at the same moment must not pass either. */
  const underWay = new Set<string>();

  const forget = (at: number) => {
    for (const [signature, until] of accepted) {
      if (until > at && accepted.size <= MOST_KEPT) return;
      accepted.delete(signature);
    }
  };

  return {
    admit(headers) {
      const signature = signatureOf(headers);
      // Without one there is nothing to remember, and the receiver refuses it.
      if (signature === null) return () => undefined;
      const at = now();
      forget(at);
      if (Number(headers["x-slack-request-timestamp"]) > at / 1000 + WINDOW_S) return null;
      if (accepted.has(signature) || underWay.has(signature)) return null;
      underWay.add(signature);
      return () => underWay.delete(signature);
    },
    accept(headers) {
      const signature = signatureOf(headers);
      if (signature !== null) accepted.set(signature, now() + KEPT_MS);
    },
  };
}

/** What the receiver compares: the part between the first two `=`, so that nothing beside it makes it another. */
function signatureOf(headers: IncomingHttpHeaders): string | null {
  const header = headers["x-slack-signature"];
  return typeof header === "string" ? (header.split("=")[1] ?? null) : null;
}
