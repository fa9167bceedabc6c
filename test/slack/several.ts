import { onTestFinished } from "vitest";
import type { RunningPlatform } from "../../adapters/platform.ts";
import { startSlack } from "../../adapters/slack/app.ts";
import type { SlackSettings } from "../../adapters/slack/read-settings.ts";
import type { StoreAddress } from "../../adapters/store/address.ts";
import { openStore } from "../../adapters/store/open-store.ts";
import type { Store } from "../../adapters/store/store.ts";
import { installWords } from "../../src/wording/install-words.ts";
import { openEngine } from "../questions/engine.ts";
import { anEncryptionKey } from "../store/encryption-key.ts";
import { emptyFile } from "../store/temp-folder.ts";
import { HASTE, type StandIn, standIn } from "./bot.ts";
import { signatureHeaders } from "./server/http-events.ts";
import { eventDelivery } from "./server/payloads.ts";
import { APP, type Place, startWorkspacesServer, type WorkspacesServer } from "./server/workspaces-server.ts";

const PUBLIC_URL = "https://rollcall.test";

/** A Slack on whose page somebody can agree; gives the address that the browser is sent back to. */
export interface Consenting {
  readonly apiUrl: string;
  agree(page: string, place: Place): URL | Promise<URL>;
}

/** A bot that any workspace can install, by HTTP, and a browser that does so. */
export interface SeveralBot<Slack extends Consenting = WorkspacesServer> extends RunningPlatform {
  readonly slack: Slack;
  readonly store: Store;
  readonly services: StandIn;
  readonly url: (path: string) => URL;
  /** The page before, its link to Slack, and the cookie that the browser got. */
  begin(
    acceptLanguage?: string,
  ): Promise<{ readonly html: string; readonly link: string; readonly cookie: string }>;
  /** Comes back from Slack. */
  comeBack(back: URL, cookie: string, acceptLanguage?: string): Promise<Response>;
  install(place: Place): Promise<Response>;
  /** Somebody mentions the bot in a workspace; resolves with the status. */
  mention(place: Place, channel?: string): Promise<number>;
  /** Somebody uses `/rollcall` in a workspace; resolves with the status. */
  slash(text: string, place: Place, channel: string): Promise<number>;
  /** Any event of a workspace. */
  event(fields: Readonly<Record<string, unknown>>, body: Readonly<Record<string, unknown>>): Promise<number>;
}

function oauthSettings(apiUrl: string): SlackSettings {
  return {
    botToken: null,
    connection: { kind: "http", signingSecret: APP.signingSecret },
    oauth: {
      ...{ clientId: APP.clientId, clientSecret: APP.clientSecret, publicUrl: PUBLIC_URL },
      stateSecret: "a-state-secret-of-tests",
    },
    listen: { port: 0, host: "127.0.0.1" },
    apiUrl,
  };
}

/** Starts one of perhaps several processes over `slack` and the store at `address`; ends it with the test. */
export async function startSeveral<Slack extends Consenting>(
  slack: Slack,
  address: StoreAddress,
  change: Partial<SlackSettings> = {},
  serving: (store: Store) => Partial<StandIn> = () => ({}),
): Promise<SeveralBot<Slack>> {
  const store = await openStore(address, [anEncryptionKey(1)]);
  const { knowledge } = await openEngine();
  const installIn = (accepted: string | undefined) => installWords(knowledge, accepted);
  const services = { ...standIn(), installIn, ...serving(store) };
  const settings = { ...oauthSettings(slack.apiUrl), ...change };
  const running = await startSlack(settings, store, { patience: HASTE })(services);
  onTestFinished(async () => {
    await running.stop();
    await store.close();
  });
  const port = services.lines.find((line) => line.port !== undefined)?.port;
  const url = (path: string) => new URL(path, `http://127.0.0.1:${port}`);

  const begin = async (acceptLanguage = "en") => {
    const response = await fetch(url("/slack/install"), { headers: { "accept-language": acceptLanguage } });
    const html = await response.text();
    const link = /class="go" href="([^"]*)"/.exec(html)?.[1]?.replace(/&amp;/g, "&") ?? "";
    return { html, link, cookie: (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "" };
  };
  const comeBack = (back: URL, cookie: string, acceptLanguage = "en") => {
    const headers = { "accept-language": acceptLanguage, ...(cookie ? { cookie } : {}) };
    return fetch(url(back.pathname + back.search), { headers });
  };
  let count = 0;
  const post = async (body: string, type: string) => {
    const signed = signatureHeaders(APP.signingSecret, body, Math.floor(Date.now() / 1000));
    const headers = { "content-type": type, ...signed };
    return (await fetch(url("/slack/events"), { method: "POST", body, headers })).status;
  };
  const event: SeveralBot["event"] = (fields, more) => {
    count += 1;
    return post(
      JSON.stringify({ ...eventDelivery(fields, `Ev${count}`).payload, ...more }),
      "application/json",
    );
  };
  return {
    ...running,
    ...{ slack, store, services, url, begin, comeBack, event },
    slash(text, { id, enterprise = "" }, channel) {
      const said = { command: "/rollcall", text, user_id: "U0ASKER", user_name: "asker", trigger_id: "1" };
      const where = { team_id: id, enterprise_id: enterprise, channel_id: channel };
      const isForAll = { is_enterprise_install: String(enterprise !== ""), response_url: slack.apiUrl };
      const form = new URLSearchParams({ ...said, ...where, ...isForAll });
      return post(form.toString(), "application/x-www-form-urlencoded");
    },
    async install(place) {
      const { link, cookie } = await begin();
      return comeBack(await slack.agree(link, place), cookie);
    },
    mention({ id, enterprise = null }, channel = "C1") {
      const said = { channel, user: "U0ASKER", text: "signed?", ts: `${Date.now()}.${count}00001` };
      const authorization = { enterprise_id: enterprise, team_id: id, user_id: "UBOT", is_bot: true };
      return event(
        { type: "app_mention", ...said },
        { team_id: id, authorizations: [{ ...authorization, is_enterprise_install: false }] },
      );
    },
  };
}

export async function severalBot(change: Partial<SlackSettings> = {}): Promise<SeveralBot> {
  const slack = await startWorkspacesServer();
  onTestFinished(slack.close);
  return startSeveral(slack, await emptyFile(), change);
}
