/** What can go wrong around the news, in the order of the table. Each must be met by a test. */
export const FAULTS = [
  "429 with Retry-After",
  "429 without Retry-After",
  "429 for the whole bot",
  "500",
  "502",
  "dropped before it was stored",
  "dropped after it was stored",
  "hangs past the timeout",
  "archived",
  "not in the channel",
  "no permission",
  "unknown channel",
  "token revoked",
  "earlier post deleted",
  "more posts than the platform's rate",
  "events said twice, in another order",
  "gateway resumed with a replay",
  "clock steps back",
  "clock steps forward",
  "disk full",
  "disk read-only",
  "corrupt file",
  "connection to the store lost",
  "database server stopped",
] as const;

export type FaultName = (typeof FAULTS)[number];

/** One fault on one platform or store, and what is checked there. */
export interface FaultCheck {
  readonly fault: FaultName;
  /** `slack`, or `libsql`. */
  readonly where: string;
  readonly checked: string;
}
