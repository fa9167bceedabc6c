import type { LonePoster } from "../adapters/platform.ts";
import type { SdkSinkKind, Sink } from "./fanout-sink.ts";

/** Posts as the bot does, to a server at `url`, which takes the part of the platform. */
export async function sdkSink({ platform }: SdkSinkKind, url: string): Promise<Sink> {
  const { poster } = platform === "slack" ? await slack(url) : await discord(url);
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
async function slack(url: string): Promise<LonePoster> {
  const { lonePoster } = await import("../adapters/slack/lone-poster.ts");
  const connection = { kind: "socket", appToken: "xapp-bench" } as const;
  return lonePoster({ botToken: "xoxb-bench", connection, apiUrl: `${url}/api/` });
}

async function discord(url: string): Promise<LonePoster> {
  const { lonePoster } = await import("../adapters/discord/lone-poster.ts");
  return lonePoster({ token: "bench", apiUrl: `${url}/api` });
}
