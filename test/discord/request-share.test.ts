import { REST } from "discord.js";
import { describe, expect, it } from "vitest";
import { shareRequests } from "../../adapters/discord/request-share.ts";
import { manualScheduler } from "../announcements/manual-scheduler.ts";
import { runBot } from "./running-bot.ts";
import { dispatchTo } from "./stand-in.ts";

/** The limits a second after another; in each second that is marked, there are two posts. */
function limitsOver(seconds: string) {
  const [answers, news] = [new REST(), new REST()];
  const scheduler = manualScheduler(0);
  const share = shareRequests(answers, news, scheduler);
  return Array.from(seconds, (mark) => {
    for (const _ of mark === "x" ? [1, 2] : []) share.posting();
    const limits = [answers, news].map(({ options }) => options.globalRequestsPerSecond);
    scheduler.step(1_000);
    return limits.join("+");
  });
}

describe("the requests that Discord takes", () => {
  it("are for answers while there is no news", () => {
    expect(limitsOver("..")).toEqual(["45+5", "45+5"]);
  });

  it("go to the news once answers have had fewer for a second", () => {
    expect(limitsOver(".xxxx")).toEqual(["45+5", "20+5", "20+30", "20+30", "20+30"]);
  });

  it("go back to the answers once the news has had fewer for a second", () => {
    expect(limitsOver("x....")).toEqual(["20+5", "20+30", "20+5", "45+5", "45+5"]);
    expect(limitsOver("x.x..")).toEqual(["20+5", "20+30", "20+5", "20+30", "20+5"]);
  });

  it("are few for the news when it begins beside a bot that answers", async () => {
    const bot = await runBot();
    const posts = Array.from({ length: 9 }, () => dispatchTo(bot.server.channel().id));
    const outcomes = await Promise.all(posts.map((post) => bot.platform.poster.send(post)));
    expect(outcomes.filter(({ kind }) => kind === "sent").length).toBeLessThanOrEqual(5);
    expect(outcomes).toContainEqual(expect.objectContaining({ kind: "busy", scope: "platform" }));
    await bot.close();
  });

  it("are never shared out to more than 50", () => {
    const all = Array.from({ length: 2 ** 10 }, (_, at) => at.toString(2).padStart(10, "0"));
    const sums = all.flatMap((marks) => {
      const limits = limitsOver(marks.replaceAll("1", "x")).map((pair) => pair.split("+").map(Number));
      // A second that has begun keeps the limit it began with.
      return limits.map(([a = 0, n = 0], at) => {
        const [aBefore = 0, nBefore = 0] = limits[at - 1] ?? [];
        return Math.max(a + n, at > 0 ? Math.max(aBefore + n, a + nBefore) : 0);
      });
    });
    expect(Math.max(...sums)).toBe(50);
  });
});
