/** What Slack hands to an app. */
export interface Delivery {
  readonly type: "events_api" | "slash_commands" | "interactive";
  readonly payload: Readonly<Record<string, unknown>>;
}

/** What the app answered: the body that came with its acknowledgement. */
export type Acknowledgement = unknown;

/** A way to the app. */
export interface Courier {
  /** Resolves when the app acknowledges; `attempt` counts from 0. */
  deliver(delivery: Delivery, attempt: number): Promise<Acknowledgement>;
  close(): void;
}
