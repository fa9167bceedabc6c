import { describe, expect, it } from "vitest";
import { SCOPES } from "../../adapters/slack/scopes.ts";
import { severalBot } from "./several.ts";

const ONE = { id: "T1", name: "One" };
const TWO = { id: "T2", name: "Two" };

describe("installing in several workspaces", () => {
  it("answers each workspace with its own token", async () => {
    const bot = await severalBot();
    for (const place of [ONE, TWO]) expect((await bot.install(place)).status).toBe(200);
    for (const place of [TWO, ONE]) expect(await bot.mention(place)).toBe(200);
    const posts = await bot.slack.waitForPosts(2);
    expect(posts.map(({ by }) => by).toSorted()).toEqual(["T1", "T2"]);
    expect(bot.services.heard.map(({ conversation }) => conversation.split(":")[1])).toEqual(["T2", "T1"]);
  });

  it("shows before what it asks for and why, and asks Slack for exactly that", async () => {
    const bot = await severalBot();
    const { html, link } = await bot.begin();
    expect(html).toMatch(/^<!doctype html><html lang="en"><head><meta charset="utf-8"><title>[^<]+<\/title>/);
    expect(html).toMatch(/<main><h1>.*<caption>.*<th scope="row">.*<\/main>/);
    for (const { name } of SCOPES) expect(html).toContain(`<code translate="no">${name}</code>`);
    const { searchParams } = new URL(link);
    expect(searchParams.get("scope")?.split(",")).toEqual(SCOPES.map(({ name }) => name));
    expect(searchParams.get("redirect_uri")).toBe("https://rollcall.test/slack/oauth_redirect");
  });

  it("speaks the language that the browser wants most, before, after and where it failed", async () => {
    const bot = await severalBot();
    const wanted = "it, de-AT;q=0.9, en;q=0.8";
    const { html, link, cookie } = await bot.begin(wanted);
    expect(html).toMatch(
      /^<!doctype html><html lang="de">.*<h1>Rollcall in einem Slack-Workspace installieren/,
    );
    for (const { name } of SCOPES) expect(html).toMatch(new RegExp(`>${name}</code></th><td>Um [^<]+</td>`));
    const failed = await bot.comeBack(bot.slack.agree(link, ONE), "", "pl");
    expect(failed.headers.get("content-language")).toBe("pl");
    expect(await failed.text()).toMatch(/<html lang="pl">.*Rollcall nie został zainstalowany/);
    const back = await bot.comeBack(bot.slack.agree(link, ONE), cookie, "fr");
    const after = await back.text();
    expect(after).toMatch(/<html lang="fr">.*<h1>Rollcall est installé<\/h1>/);
    expect(after).toContain("«\u00A0/rollcall Qui a signé\u202F?\u00A0»");
  });

  it("mixes up no languages when browsers come at once, and speaks English to one that wants none of its own", async () => {
    const bot = await severalBot();
    const languages = ["en", "de", "fr", "es", "nb", "pl"];
    const begun = await Promise.all([...languages, ...languages].map((language) => bot.begin(language)));
    const said = begun.map(({ html }) => /<html lang="(\w+)"/.exec(html)?.[1]);
    expect(said).toEqual([...languages, ...languages]);
    for (const none of ["it", "*", "de;q=0", ";;,,q=", "x".repeat(4_000)]) {
      expect((await bot.begin(none)).html).toContain('<html lang="en">');
    }
  });

  it("shows after where it is, with whatever name the workspace has", async () => {
    const bot = await severalBot();
    const response = await bot.install({ id: "T1", name: `<script>"x"</script>` });
    const html = await response.text();
    expect(html).toContain("&lt;script&gt;&quot;x&quot;&lt;/script&gt;");
    expect(html).not.toContain("<script");
  });

  it("lets nobody frame its pages or load anything into them, and keeps the state from scripts", async () => {
    const bot = await severalBot();
    const response = await fetch(bot.url("/slack/install"));
    expect(response.headers.get("content-security-policy")).toMatch(
      /default-src 'none'.*frame-ancestors 'none'/,
    );
    expect(response.headers.get("referrer-policy")).toBe("no-referrer");
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("set-cookie")).toMatch(/Secure; HttpOnly/);
  });

  it("installs nothing in another browser, without a cookie, or with a state of its own", async () => {
    const bot = await severalBot();
    const [{ link, cookie }, other] = [await bot.begin(), await bot.begin()];
    const forged = bot.slack.agree(link, ONE);
    forged.searchParams.set("state", "forged");
    const stateless = bot.slack.agree(link, ONE);
    stateless.searchParams.delete("state");
    const attempts = [
      bot.comeBack(bot.slack.agree(link, ONE), ""),
      bot.comeBack(bot.slack.agree(link, ONE), other.cookie),
      bot.comeBack(forged, cookie),
      bot.comeBack(forged, "slack-app-oauth-state=forged"),
      bot.comeBack(stateless, cookie),
    ];
    for (const response of await Promise.all(attempts)) {
      expect(response.status).toBe(400);
      expect(await response.text()).toContain("Rollcall was not installed");
    }
    expect(await bot.store.installations.of({ workspace: "T1", enterprise: null })).toBeNull();
  });

  it("says so when somebody does not agree, or Slack does not know the code, and tells no secret", async () => {
    const bot = await severalBot();
    const { link, cookie } = await bot.begin();
    const back = bot.slack.agree(link, ONE);
    back.searchParams.set("code", "unknown");
    expect((await bot.comeBack(back, cookie)).status).toBe(500);
    back.searchParams.set("error", "access_denied");
    expect((await bot.comeBack(back, cookie)).status).toBe(403);
    back.search = "";
    expect((await bot.comeBack(back, cookie)).status).toBe(400);
    expect(JSON.stringify(bot.services.lines)).not.toMatch(/client-secret|state-secret/);
  });

  it("takes a code once", async () => {
    const bot = await severalBot();
    const { link, cookie } = await bot.begin();
    const back = bot.slack.agree(link, ONE);
    expect((await bot.comeBack(back, cookie)).status).toBe(200);
    expect((await bot.comeBack(back, cookie)).status).toBe(500);
  });

  it("writes no token and no question to the log", async () => {
    const bot = await severalBot();
    await bot.install(ONE);
    await bot.mention(ONE);
    await bot.slack.waitForPosts(1);
    const kept = await bot.store.installations.of({ workspace: "T1", enterprise: null });
    const log = JSON.stringify(bot.services.lines);
    expect(log).not.toContain(kept?.installation.bot.token);
    expect(log).not.toContain("signed?");
  });

  it("answers nothing where it is not installed, and goes on", async () => {
    const bot = await severalBot();
    await bot.install(ONE);
    expect(await bot.mention(TWO)).toBe(200);
    await bot.mention(ONE);
    expect((await bot.slack.waitForPosts(1)).map(({ by }) => by)).toEqual(["T1"]);
    expect(bot.services.heard).toHaveLength(1);
  });

  it("answers all workspaces of an organisation that installed it for all, and one of its own with its own", async () => {
    const bot = await severalBot();
    await bot.install({ id: "E1", name: "Org", enterprise: "E1" });
    await bot.install({ id: "T2", name: "Two", enterprise: "E1" });
    await bot.mention({ id: "T1", enterprise: "E1" });
    await bot.slack.waitForPosts(1);
    await bot.mention({ id: "T2", enterprise: "E1" });
    expect((await bot.slack.waitForPosts(2)).map(({ by }) => by)).toEqual(["E1", "T2"]);
  });
});
