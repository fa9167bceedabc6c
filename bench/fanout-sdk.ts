import type { LonePoster } from "../adapters/platform.ts";
import type { SlackSettings } from "../adapters/slack/read-settings.ts";
import type { Store } from "../adapters/store/store.ts";
import type { SdkSinkKind, Sink } from "./fanout-sink.ts";

/** Posts as the bot does, to a server at `url`, which takes the part of the platform. */
export async function sdkSink({ platform }: SdkSinkKind, url: string, store: Store): Promise<Sink> {
  const { poster } = platform === "slack" ? await slack(url, store) : await discord(url);
  let posted = 0;
  let refused = 0;
  return {
    poster: {
      async send(dispatch) {
        const outcome = await poster.send(dispatch);
        if (outcome.kind === "sent") posted += 1;
        else refused += 1;
        return outcome;
      },
      find: (dispatch, sentAt) => poster.find(dispatch, sentAt),
    },
    posted: () => posted,
    refused: () => refused,
  };
}

/** Only the one SDK is loaded, so that its memory shows. */
async function slack(url: string, store: Store): Promise<LonePoster> {
  const { lonePoster } = await import("../adapters/slack/lone-poster.ts");
  const settings: SlackSettings = {
    botToken: "xoxb-bench",
    connection: { kind: "socket", appToken: "xapp-bench" },
    oauth: null,
    listen: { port: 0, host: "127.0.0.1" },
    apiUrl: `${url}/api/`,
  };
  return lonePoster(settings, store);
}

async function discord(url: string): Promise<LonePoster> {
  const { lonePoster } = await import("../adapters/discord/lone-poster.ts");
  return lonePoster({ token: "bench", apiUrl: `${url}/api` });
}
