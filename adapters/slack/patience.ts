/** How long the adapter waits while it connects; tests have less of it. */
export interface Patience {
  /** For the reply to a request that connecting needs. */
  readonly replyMs: number;
  /** For Slack's hello on a new socket, the request for its address included. */
  readonly helloMs: number;
  /** Before the first attempt to connect again; twice as long before each that follows. */
  readonly reconnectMs: number;
}

export const PATIENCE: Patience = { replyMs: 5000, helloMs: 10_000, reconnectMs: 200 };
