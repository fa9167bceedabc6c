import { describe, expect, it } from "vitest";
import { fuzzDiscord } from "./discord.ts";
import { fuzzSlack } from "./slack.ts";

/** In little; `npm run fuzz` sends ten thousand payloads to each platform. */
const PAYLOADS = 300;
const seed = Number(process.env["FC_SEED"] ?? 1);

describe("broken payloads", () => {
  it("from Slack by HTTP neither end the bot, nor ping anyone, nor lead an answer astray", async () => {
    const { sent, faults } = await fuzzSlack("http", { payloads: PAYLOADS / 2, seed });
    expect(faults).toEqual([]);
    expect(sent).toBeGreaterThan(10);
  }, 60_000);

  it("from Slack's socket neither end the bot, nor ping anyone, nor lead an answer astray", async () => {
    const { sent, faults } = await fuzzSlack("socket", { payloads: PAYLOADS / 2, seed: seed + PAYLOADS });
    expect(faults).toEqual([]);
    expect(sent).toBeGreaterThan(10);
  }, 60_000);

  it("from Discord neither end the bot, nor ping anyone, nor lead an answer astray", async () => {
    const { sent, faults } = await fuzzDiscord({ payloads: PAYLOADS, seed });
    expect(faults).toEqual([]);
    expect(sent).toBeGreaterThan(10);
  }, 60_000);
});
