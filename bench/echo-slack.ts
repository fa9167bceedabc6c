import { App, LogLevel } from "@slack/bolt";
import { z } from "zod";

/** What the bare bot is told: `port` 0 in place of an app token is HTTP. */
const task = z.object({
  apiUrl: z.string(),
  bot: z.string(),
  app: z.string().nullable(),
  secret: z.string(),
});

/** The least that answers a mention with Bolt: what is asked of it comes back, in a thread. */
async function main(): Promise<void> {
  const { apiUrl, bot, app: appToken, secret } = task.parse(JSON.parse(process.argv[2] ?? ""));
  const way = appToken === null ? { signingSecret: secret } : { appToken, socketMode: true };
  const app = new App({
    ...{ token: bot, ...way, logLevel: LogLevel.ERROR },
    clientOptions: { slackApiUrl: apiUrl },
  });
  app.event("app_mention", async ({ event, say }) => {
    await say({ text: `You asked: ${event.text}`, thread_ts: event.ts });
  });
  const server = await app.start({ port: 0, host: "127.0.0.1" });
  const address = server && "address" in server ? server.address() : null;
  process.send?.({ port: address !== null && typeof address === "object" ? address.port : 0 });
}

await main();
