import { expect, it } from "vitest";
import { createSdkLog } from "../../adapters/slack/sdk-log.ts";
import { standIn } from "./bot.ts";

it("holds no token and no ticket, whatever the SDK says", () => {
  const { log, lines } = standIn();
  const sdk = createSdkLog(log);
  sdk.warn("refused xoxb-1-secret", new Error("wss://x.example/link/?ticket=a-ticket&app_id=1"));
  sdk.error(new Error("no scope for xapp-1-secret"));
  sdk.debug("a question and xoxb-1-secret");
  expect(lines).toHaveLength(2);
  expect(JSON.stringify(lines)).not.toMatch(/1-secret|a-ticket|question/);
});
