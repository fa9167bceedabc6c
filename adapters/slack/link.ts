import type { RequestListener } from "node:http";
import type { HTTPReceiverOptions, Logger, Receiver, webApi } from "@slack/bolt";
import type { Log } from "../log.ts";
import type { EdgeTimes } from "./edge.ts";
import type { Patience } from "./patience.ts";
import type { SlackSettings } from "./read-settings.ts";

/** The way events come in: Socket Mode or HTTP. */
export interface Link {
  readonly receiver: Receiver;
  /** Rejects within seconds when the way in cannot be opened, and leaves nothing open. */
  open(): Promise<void>;
  close(): Promise<void>;
}

/** The pages on which a workspace installs the app, as the receiver takes them. */
export interface InstallPages {
  readonly options: Pick<
    HTTPReceiverOptions,
    | "clientId"
    | "clientSecret"
    | "stateSecret"
    | "redirectUri"
    | "scopes"
    | "installationStore"
    | "installerOptions"
  >;
  /** Serves a request so that its page is in the language of whoever asks. */
  readonly spoken: (serve: RequestListener) => RequestListener;
}

export interface LinkOptions {
  readonly log: Log;
  readonly logger: Logger;
  readonly clientOptions: webApi.WebClientOptions;
  readonly patience: Patience;
  readonly listen: SlackSettings["listen"];
  /** Null when the app serves one workspace. */
  readonly pages: InstallPages | null;
  readonly edgeTimes?: EdgeTimes | undefined;
}
