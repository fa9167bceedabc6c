import { createHmac } from "node:crypto";
import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";
import { text } from "node:stream/consumers";
import type { Courier, Delivery } from "./delivery.ts";

type Headers = Readonly<Record<string, string>>;

/** Headers by which an app knows that a request is Slack's: an HMAC over version, time and raw body. */
export function signatureHeaders(secret: string, body: string, seconds: number): Headers {
  const digest = createHmac("sha256", secret).update(`v0:${seconds}:${body}`).digest("hex");
  return { "x-slack-request-timestamp": String(seconds), "x-slack-signature": `v0=${digest}` };
}

/** Slack's side of the Events API over HTTP. */
export function createHttpEvents(url: string, secret: string): Courier {
  const agent = new Agent({ keepAlive: true });
  const used = new Set<string>();
  /** Slack repeats a delivery at a later second; a test does so at once, and signs it as of an earlier one. */
  const freshHeaders = (body: string) => {
    for (let seconds = Math.floor(Date.now() / 1000); ; seconds -= 1) {
      const headers = signatureHeaders(secret, body, seconds);
      const signature = headers["x-slack-signature"] ?? "";
      if (used.has(signature)) continue;
      used.add(signature);
      return headers;
    }
  };
  return {
    async deliver(delivery, attempt) {
      const { body, type } = encoded(delivery);
      const repeat =
        attempt === 0 ? {} : { "x-slack-retry-num": String(attempt), "x-slack-retry-reason": "http_timeout" };
      const headers = { "content-type": type, ...freshHeaders(body), ...repeat };
      const { status, text: answer } = await post(url, agent, headers, body);
      if (status < 200 || status > 299) throw new Error(`The app answered HTTP ${status}.`);
      return answer === "" ? {} : JSON.parse(answer);
    },
    close: () => agent.destroy(),
  };
}

interface Answered {
  readonly status: number;
  readonly text: string;
}

/** With little ado: what `fetch` does beside it would count as time of the bot where that is measured. */
async function post(url: string, agent: Agent, headers: Headers, body: string): Promise<Answered> {
  const asking = request(url, { method: "POST", agent, headers });
  asking.end(body);
  const [response]: IncomingMessage[] = await once(asking, "response");
  if (!response) throw new Error("The app gave no answer.");
  return { status: response.statusCode ?? 0, text: await text(response) };
}

/** Events come as JSON, slash commands as a form. */
function encoded({ type, payload }: Delivery): { readonly body: string; readonly type: string } {
  if (type === "events_api") return { body: JSON.stringify(payload), type: "application/json" };
  if (type === "interactive") {
    const form = new URLSearchParams({ payload: JSON.stringify(payload) });
    return { body: form.toString(), type: "application/x-www-form-urlencoded" };
  }
  const fields = Object.entries(payload).map(([name, value]): [string, string] => [name, String(value)]);
  return { body: new URLSearchParams(fields).toString(), type: "application/x-www-form-urlencoded" };
}
