import { createEmulator } from "emulate";
import { describe, expect, it, onTestFinished } from "vitest";
import { emptyFile } from "../store/temp-folder.ts";
import { aSubscription } from "../subscriptions/subscription-fixture.ts";
import { dispatch } from "./reply.ts";
import { APP, type Place } from "./server/workspaces-server.ts";
import { type Consenting, type SeveralBot, startSeveral } from "./several.ts";

/** The team and its first channel, as the emulator makes them by itself. */
const TEAM = "T000000001";
const CHANNEL = "C000000001";

interface Emulated extends Consenting {
  /** Scopes that whoever agrees takes away. */
  readonly withheld: Set<string>;
}

/** A Slack that others wrote: one workspace, with consent, codes and scopes. */
async function emulated(): Promise<Emulated> {
  const app = {
    ...{ client_id: APP.clientId, client_secret: APP.clientSecret, name: "Rollcall" },
    redirect_uris: ["https://rollcall.test/slack/oauth_redirect"],
  };
  const users = [{ name: "ann", real_name: "Ann" }];
  const emulator = await createEmulator({
    ...{ service: "slack", port: 0 },
    seed: { slack: { users, oauth_apps: [app], strict_scopes: true } },
  });
  onTestFinished(() => emulator.close());
  const withheld = new Set<string>();
  return {
    withheld,
    apiUrl: `${emulator.url}/api/`,
    async agree(page) {
      const html = await (await fetch(page)).text();
      const [form = ""] = /<form.*?<\/form>/s.exec(html) ?? [];
      const action = /action="([^"]*)"/.exec(form)?.[1] ?? "";
      const fields = [...form.matchAll(/name="([^"]*)"\s+value="([^"]*)"/g)].map(
        ([, name = "", value = ""]): [string, string] => [name, value.replace(/&amp;/g, "&")],
      );
      const body = new URLSearchParams(fields);
      const scopes = (body.get("scope") ?? "").split(",").filter((scope) => !withheld.has(scope));
      body.set("scope", scopes.join(","));
      const answer = await fetch(new URL(action, emulator.url), { method: "POST", body, redirect: "manual" });
      return new URL(answer.headers.get("location") ?? "");
    },
  };
}

async function start(): Promise<SeveralBot<Emulated>> {
  const bot = await startSeveral(await emulated(), await emptyFile());
  const next = aSubscription({ platform: "slack", workspace: TEAM, channel: CHANNEL });
  const change = { kind: "subscribed", kinds: next.kinds, language: next.language } as const;
  await bot.store.subscriptions.change(next, () => ({ next, audit: { at: 1, actor: null, change } }));
  return bot;
}

const place: Place = { id: TEAM };
const post = dispatch({}, CHANNEL);

describe("installing from emulate's Slack", () => {
  it("stores who the bot is there, and posts with the token", async () => {
    const bot = await start();
    expect((await bot.install(place)).status).toBe(200);
    const kept = await bot.store.installations.of({ workspace: TEAM, enterprise: null });
    expect(kept?.installation.bot).toMatchObject({
      ...{ token: expect.stringMatching(/^xoxb-/), userId: expect.stringMatching(/^U/) },
      ...{ botId: expect.stringMatching(/^B/), scopes: expect.arrayContaining(["chat:write"]) },
    });
    expect(await bot.poster.send(post)).toMatchObject({ kind: "sent" });
    expect(await bot.poster.find(post, Date.now())).toMatchObject({ kind: "found" });
  });

  it("refuses who comes back without the cookie of the state", async () => {
    const bot = await start();
    const { link } = await bot.begin();
    expect((await bot.comeBack(await bot.slack.agree(link, place), "")).status).toBe(400);
    expect(await bot.store.installations.of({ workspace: TEAM, enterprise: null })).toBeNull();
  });

  it("says which scope is missing when whoever installed withheld it", async () => {
    const bot = await start();
    bot.slack.withheld.add("chat:write");
    expect((await bot.install(place)).status).toBe(200);
    const reason = expect.stringMatching(/missing_scope.*chat:write/);
    expect(await bot.poster.send(post)).toMatchObject({ kind: "failed", lasting: true, reason });
  });
});
