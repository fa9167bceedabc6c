import type { Logger, Receiver, webApi } from "@slack/bolt";
import type { Log } from "../log.ts";
import type { Patience } from "./patience.ts";

/** The way events come in: Socket Mode or HTTP. */
export interface Link {
  readonly receiver: Receiver;
  /** Rejects within seconds when the way in cannot be opened, and leaves nothing open. */
  open(): Promise<void>;
  close(): Promise<void>;
}

export interface LinkOptions {
  readonly log: Log;
  readonly logger: Logger;
  readonly clientOptions: webApi.WebClientOptions;
  readonly patience: Patience;
}
