import { request as httpRequest, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startSlack } from "../../adapters/slack/app.ts";
import { createGate } from "../../adapters/slack/gate.ts";
import { HASTE, NO_STORE, settingsFor, standIn } from "./bot.ts";
import { signatureHeaders } from "./server/http-events.ts";
import { eventDelivery } from "./server/payloads.ts";
import { type SlackServer, startSlackServer, TOKENS } from "./server/slack-server.ts";

const SECRET = TOKENS.signingSecret;

describe("the HTTP edge", () => {
  const services = standIn();
  let slack: SlackServer;
  let url: URL;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    slack = await startSlackServer();
    const edge = { headersMs: 200, requestMs: 1_500, checkMs: 50 };
    const times = { patience: HASTE, edge };
    const running = await startSlack(settingsFor(slack.apiUrl, "http"), NO_STORE, times)(services);
    stop = running.stop;
    const port = services.lines.find((line) => line.port !== undefined)?.port;
    url = new URL(`http://127.0.0.1:${port}/slack/events`);
  });
  afterAll(async () => {
    await stop();
    await slack.close();
  });

  let count = 0;
  /** A mention that was never sent before. */
  const mention = (): string => {
    count += 1;
    const event = {
      type: "app_mention",
      channel: "C1",
      user: "U1",
      text: `q${count}`,
      ts: `${count}.000001`,
    };
    return JSON.stringify(eventDelivery(event, `Ev${count}`).payload);
  };
  const post = (body: string, headers: Record<string, string>) =>
    fetch(url, { method: "POST", body, headers: { "content-type": "application/json", ...headers } });
  /** Signed as of `age` s ago; sent again when the second changed on the way. */
  const postAged = async (age: number): Promise<number> => {
    for (;;) {
      const now = Math.floor(Date.now() / 1000);
      const body = mention();
      const { status } = await post(body, signatureHeaders(SECRET, body, now - age));
      if (Math.floor(Date.now() / 1000) === now) return status;
    }
  };
  const now = () => Math.floor(Date.now() / 1000);
  const signed = (body: string, seconds = now()) => signatureHeaders(SECRET, body, seconds);
  const heard = (body: string) => services.heard.filter(({ text }) => body.includes(`"${text}"`)).length;

  const AGES: ReadonlyArray<[age: number, status: number]> = [
    [0, 200],
    [299, 200],
    [300, 200],
    [301, 401],
    [-300, 200],
    [-302, 401],
    [86_400, 401],
  ];
  for (const [age, status] of AGES) {
    it(`answers ${status} to what was signed ${age} s ago`, async () => {
      expect(await postAged(age)).toBe(status);
    });
  }

  describe("refuses, and hears nothing of,", () => {
    const other = signatureHeaders("another-secret", "{}", now());
    const WRONG: ReadonlyArray<[what: string, headers: (body: string) => Record<string, string>]> = [
      ["no headers", () => ({})],
      ["no signature", (body) => ({ ...signed(body), "x-slack-signature": "" })],
      ["no time", (body) => ({ ...signed(body), "x-slack-request-timestamp": "" })],
      ["a time that is none", (body) => ({ ...signed(body), "x-slack-request-timestamp": "soon" })],
      ["another time", (body) => ({ ...signed(body), "x-slack-request-timestamp": String(now() - 1) })],
      ["another secret", (body) => signatureHeaders("another-secret", body, now())],
      ["another body", (body) => signed(`${body} `)],
      [
        "another version",
        (body) => ({
          ...signed(body),
          "x-slack-signature": signed(body)["x-slack-signature"]?.replace("v0", "v1") ?? "",
        }),
      ],
      [
        "a digest that is cut off",
        (body) => ({
          ...signed(body),
          "x-slack-signature": signed(body)["x-slack-signature"]?.slice(0, -1) ?? "",
        }),
      ],
      [
        "a digest alone",
        (body) => ({ ...signed(body), "x-slack-signature": other["x-slack-signature"]?.slice(3) ?? "" }),
      ],
    ];
    for (const [what, headers] of WRONG) {
      it(what, async () => {
        const body = mention();
        expect((await post(body, headers(body))).status).toBe(401);
        expect(heard(body)).toBe(0);
      });
    }
  });

  describe("what was taken once", () => {
    const AGAIN: ReadonlyArray<
      [what: string, change: (headers: Record<string, string>) => Record<string, string>]
    > = [
      ["as it was", (headers) => headers],
      [
        "with something behind the signature",
        (headers) => ({ ...headers, "x-slack-signature": `${headers["x-slack-signature"]}=` }),
      ],
      [
        "with the time written otherwise",
        (headers) => ({
          ...headers,
          "x-slack-request-timestamp": `${headers["x-slack-request-timestamp"]}.0`,
        }),
      ],
      ["told as a repeat", (headers) => ({ ...headers, "x-slack-retry-num": "1" })],
    ];
    for (const [what, change] of AGAIN) {
      it(`is refused the second time, ${what}`, async () => {
        const body = mention();
        const headers = signed(body);
        expect((await post(body, headers)).status).toBe(200);
        expect((await post(body, change(headers))).status).toBe(401);
        expect(heard(body)).toBe(1);
      });
    }

    it("is taken once of two copies at the same moment, though neither body is there yet", async () => {
      const body = mention();
      const head = headOf(body, signed(body));
      const [first, second] = [
        connect(Number(url.port), "127.0.0.1"),
        connect(Number(url.port), "127.0.0.1"),
      ];
      first.write(head + body.slice(0, 5));
      second.write(head + body.slice(0, 5));
      const answers = [text(first), text(second)];
      expect(await Promise.race(answers)).toMatch(/^HTTP\/1\.1 401/);
      for (const socket of [first, second]) if (!socket.destroyed) socket.write(body.slice(5));
      expect((await Promise.all(answers)).filter((answer) => answer.startsWith("HTTP/1.1 200"))).toHaveLength(
        1,
      );
      expect(heard(body)).toBe(1);
    });

    it("passes when Slack repeats it at another time", async () => {
      const body = mention();
      expect((await post(body, signed(body, now() - 2))).status).toBe(200);
      expect((await post(body, signed(body))).status).toBe(200);
    });

    it("is not kept out by a forged copy that came before", async () => {
      const body = mention();
      const headers = signed(body);
      expect((await post(`${body} `, headers)).status).toBe(401);
      expect((await post(body, headers)).status).toBe(200);
    });
  });

  it("refuses a body that is too large, told or not, and goes on", async () => {
    const large = "x".repeat(1024 * 1024 + 1);
    expect(await statusOf(url, [large], { "content-length": String(large.length), ...signed(large) })).toBe(
      413,
    );
    expect(await statusOf(url, [large], { "transfer-encoding": "chunked", ...signed(large) })).toBe(413);
    expect(await postAged(0)).toBe(200);
  });

  it("hears nothing of a body that is cut off, though the rest is signed, and goes on", async () => {
    const body = mention();
    const head = headOf(body, signed(body));
    const socket = connect(Number(url.port), "127.0.0.1");
    socket.end(head + body.slice(0, -5));
    await new Promise((resolve) => socket.on("close", resolve).resume());
    expect(heard(body)).toBe(0);
    expect((await post(body, signed(body))).status).toBe(200);
  });

  it("cuts off who never finishes the body, and sooner who never finishes the headers", async () => {
    const started = (sent: string) => {
      const socket = connect(Number(url.port), "127.0.0.1");
      socket.write(sent);
      return text(socket);
    };
    const body = started("POST /slack/events HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\n{");
    const headers = started("POST /slack/events HTTP/1.1\r\nhost: a\r\n");
    const first = await Promise.race([body.then(() => "body"), headers.then(() => "headers")]);
    expect(first).toBe("headers");
    for (const answer of [await headers, await body]) expect(answer).toMatch(/^HTTP\/1\.1 408/);
  });

  it("answers what is not HTTP, or has no address, and goes on", async () => {
    for (const sent of [
      "\0\u0001\u0002\r\n\r\n",
      "GET // HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
    ]) {
      const socket = connect(Number(url.port), "127.0.0.1");
      socket.write(sent);
      expect(await text(socket)).toMatch(/^HTTP\/1\.1 40[04]/);
    }
    expect(await postAged(0)).toBe(200);
  });

  it("says at /health that it serves, and nothing else", async () => {
    const response = await fetch(new URL("/health", url));
    expect([response.status, await response.text()]).toEqual([200, '{"status":"ok"}\n']);
    expect((await fetch(new URL("/health", url), { method: "POST" })).status).toBe(404);
  });

  it("has no page for installing where one workspace is served", async () => {
    expect((await fetch(new URL("/slack/install", url))).status).toBe(404);
  });
});

describe("the memory of what came", () => {
  it("forgets a signature once it could not pass any more, and the oldest of too many", () => {
    let at = 0;
    const gate = createGate(() => at);
    const admits = (signature: string) => {
      const leave = gate.admit({ "x-slack-signature": `v0=${signature}` });
      leave?.();
      return leave !== null;
    };
    const accept = (signature: string) => gate.accept({ "x-slack-signature": `v0=${signature}` });
    accept("a");
    expect(admits("a")).toBe(false);
    at = 601_000;
    expect(admits("a")).toBe(true);
    for (let each = 0; each <= 100_000; each += 1) accept(`n${each}`);
    expect([admits("n0"), admits("n1"), admits("n100000")]).toEqual([true, false, false]);
  });
});

/** The beginning of a request, to which the connection belongs alone. */
function headOf(body: string, headers: Record<string, string>): string {
  const all = { host: "a", "content-length": body.length, "content-type": "application/json", ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `POST /slack/events HTTP/1.1\r\nconnection: close\r\n${lines.join("")}\r\n`;
}

/** The status that comes, though not all of the body is taken. */
function statusOf(url: URL, parts: readonly string[], headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { method: "POST", headers }, (response: IncomingMessage) => {
      resolve(response.statusCode ?? 0);
      request.destroy();
    });
    request.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE" && error.code !== "ECONNRESET") reject(error);
    });
    for (const part of parts) request.write(part);
    request.end();
  });
}
