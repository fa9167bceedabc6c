import { describe, expect, it } from "vitest";
import { readSettings, type Settings } from "../../adapters/settings.ts";

type Environment = Readonly<Record<string, string>>;

const SECRET = "s3cret-value";
const SOCKET = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_APP_TOKEN: "xapp-1" };
const HTTP = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_SIGNING_SECRET: "signing" };
const KEY = "0123456789abcdef".repeat(4);
const OAUTH = {
  SLACK_CLIENT_ID: "12.34",
  SLACK_CLIENT_SECRET: "client",
  SLACK_STATE_SECRET: "sixteen-and-more",
  PUBLIC_URL: "https://bot.test/rollcall/",
  ENCRYPTION_KEYS: KEY,
};

/** What every setting is when nothing is set. */
const DEFAULTS: Settings = {
  slack: null,
  discord: null,
  announce: { slackChannels: [], discordChannels: [], holdMs: 0, approval: false },
  store: { kind: "file", path: "data/rollcall.db" },
  encryptionKeys: [],
  dataDir: "./data",
  knowledgeDir: "./knowledge",
  logLevel: "info",
  ratePerMinute: 30,
  retentionMs: 90 * 24 * 60 * 60_000,
  keepUnanswered: true,
};

describe("readSettings, when all is well", () => {
  const SOUND: ReadonlyArray<[what: string, env: Environment, settings: object]> = [
    ["nothing set", {}, DEFAULTS],
    ["a token of Discord", { DISCORD_TOKEN: "a.b.c" }, { discord: { token: "a.b.c", apiUrl: null } }],
    [
      "another address of Discord",
      { DISCORD_TOKEN: "a.b.c", DISCORD_API_URL: "http://127.0.0.1:1/api" },
      { discord: { apiUrl: "http://127.0.0.1:1/api" } },
    ],
    [
      "another address of Slack",
      { ...SOCKET, SLACK_API_URL: "https://slack.test/api/" },
      { slack: { apiUrl: "https://slack.test/api/" } },
    ],
    [
      "Socket Mode",
      SOCKET,
      {
        slack: {
          botToken: "xoxb-1",
          connection: { kind: "socket", appToken: "xapp-1" },
          oauth: null,
          apiUrl: null,
        },
      },
    ],
    [
      "HTTP",
      HTTP,
      {
        slack: {
          connection: { kind: "http", signingSecret: "signing" },
          listen: { port: 3000, host: "127.0.0.1" },
        },
      },
    ],
    ["both, and Socket Mode wins", { ...HTTP, ...SOCKET }, { slack: { connection: { kind: "socket" } } }],
    ["any free port", { ...HTTP, PORT: "0" }, { slack: { listen: { port: 0 } } }],
    ["the highest port", { ...HTTP, PORT: "65535" }, { slack: { listen: { port: 65_535 } } }],
    ["another host", { ...HTTP, HOST: "::1" }, { slack: { listen: { host: "::1" } } }],
    [
      "channels with spaces and repeats",
      {
        ANNOUNCE_SLACK_CHANNELS: " C0AAA, G0BBB,,C0AAA ,D0CCC,C1,C_NEWS",
        ANNOUNCE_DISCORD_CHANNELS: "112233445566778899, 998877665544332211",
      },
      {
        announce: {
          slackChannels: ["C0AAA", "G0BBB", "D0CCC", "C1", "C_NEWS"],
          discordChannels: ["112233445566778899", "998877665544332211"],
        },
      },
    ],
    ["a hold in seconds", { ANNOUNCE_HOLD: "90" }, { announce: { holdMs: 90_000 } }],
    ["approval", { ANNOUNCE_APPROVAL: "on" }, { announce: { approval: true } }],
    ["a file for the store", { DATABASE_URL: "file:/s/a.db" }, { store: { kind: "file", path: "/s/a.db" } }],
    ["a file as a URL", { DATABASE_URL: "file:///s/a%20b.db" }, { store: { path: "/s/a b.db" } }],
    [
      "PostgreSQL for the store",
      { DATABASE_URL: "postgresql://u:p@h/d" },
      { store: { kind: "postgresql", url: "postgresql://u:p@h/d" } },
    ],
    [
      "PostgreSQL by its short name",
      { DATABASE_URL: "postgres://h/d" },
      { store: { url: "postgres://h/d" } },
    ],
    ["folders", { DATA_DIR: "/d", KNOWLEDGE_DIR: "/k" }, { dataDir: "/d", knowledgeDir: "/k" }],
    ["a level of the log", { LOG_LEVEL: "debug" }, { logLevel: "debug" }],
    [
      "several workspaces by HTTP, without a bot token",
      { ...OAUTH, SLACK_SIGNING_SECRET: "signing" },
      {
        slack: {
          botToken: null,
          connection: { kind: "http" },
          oauth: { clientId: "12.34", publicUrl: "https://bot.test/rollcall" },
        },
        encryptionKeys: [{ id: expect.stringMatching(/^[0-9a-f]{8}$/) }],
      },
    ],
    [
      "several workspaces in Socket Mode, beside one of a bot token",
      { ...OAUTH, ...SOCKET, ANNOUNCE_SLACK_CHANNELS: "C0AAA" },
      { slack: { botToken: "xoxb-1", connection: { kind: "socket" }, oauth: { clientId: "12.34" } } },
    ],
    [
      "keys as hex and in both kinds of base64",
      {
        ENCRYPTION_KEYS: `${KEY}, ${Buffer.alloc(32, 250).toString("base64")},${Buffer.alloc(32, 251).toString("base64url")}`,
      },
      { slack: null, encryptionKeys: [{ id: expect.any(String) }, {}, {}] },
    ],
    ["an address of this machine", { PUBLIC_URL: "http://127.0.0.1:3000" }, { slack: null }],
    ["Slack without its bot token", { SLACK_APP_TOKEN: "xapp-1" }, { slack: null }],
    ["variables of others", { PATH: "/bin", SLACK_TOKEN: "x" }, DEFAULTS],
  ];
  for (const [what, env, settings] of SOUND) {
    it(`reads ${what}`, () => {
      expect(readSettings(env)).toMatchObject({ settings });
    });
  }

  const NAMES = [
    ...["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_STATE_SECRET", "PUBLIC_URL", "ENCRYPTION_KEYS"],
    ...["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "SLACK_API_URL"],
    ...["DISCORD_TOKEN", "DISCORD_API_URL", "ANNOUNCE_SLACK_CHANNELS", "ANNOUNCE_DISCORD_CHANNELS"],
    ...["ANNOUNCE_HOLD", "DATABASE_URL", "DATA_DIR", "KNOWLEDGE_DIR", "PORT", "HOST", "LOG_LEVEL"],
  ];
  for (const name of NAMES) {
    it(`takes an empty ${name} as unset`, () => {
      for (const value of ["", " ", "\t\n"]) {
        expect(readSettings({ [name]: value })).toEqual({ settings: DEFAULTS });
      }
    });
  }
});

describe("readSettings, when something is wrong", () => {
  const WRONG: ReadonlyArray<[name: string, expected: RegExp, values: readonly string[]]> = [
    [
      "SLACK_BOT_TOKEN",
      /xoxb-/,
      [SECRET, "xoxb-", `xapp-${SECRET}`, `xoxb-${SECRET} more`, ` xoxb-${SECRET}`],
    ],
    ["SLACK_APP_TOKEN", /xapp-/, [SECRET, "xapp-", `xoxb-${SECRET}`, `xapp-${SECRET}\n`]],
    ["SLACK_SIGNING_SECRET", /without spaces/, [`${SECRET} ${SECRET}`, `${SECRET}\n`]],
    ["SLACK_CLIENT_ID", /123\.456/, [SECRET, "123", `12.34 ${SECRET}`]],
    ["SLACK_CLIENT_SECRET", /without spaces/, [`${SECRET} ${SECRET}`]],
    ["SLACK_STATE_SECRET", /at least 16/, [SECRET, `${SECRET} ${SECRET}`]],
    [
      "PUBLIC_URL",
      /https address/,
      [SECRET, "http://bot.test", "https://bot.test?a=1", `https://u:${SECRET}@bot.test`],
    ],
    ["ENCRYPTION_KEYS", /32 bytes/, [SECRET, KEY.slice(2), `${KEY}00`, `${KEY},`, `${KEY},${SECRET}`]],
    ["SLACK_API_URL", /ends in \/api\//, [SECRET, "https://slack.com/api", "ftp://slack.com/api/", "/api/"]],
    ["DISCORD_TOKEN", /without spaces/, [`Bot ${SECRET}`, `${SECRET}\t`]],
    [
      "DISCORD_API_URL",
      /ends in \/api$/,
      [SECRET, "https://discord.com/api/v10", "https://discord.com/api/"],
    ],
    [
      "ANNOUNCE_SLACK_CHANNELS",
      /C0123456789/,
      ["#general", "c0aaa", "U0AAA", "C0AAA C0BBB", "C0AAA,general"],
    ],
    [
      "ANNOUNCE_DISCORD_CHANNELS",
      /112233445566778899/,
      ["general", "12a", "1".repeat(21), "<#112233445566>"],
    ],
    ["ANNOUNCE_HOLD", /seconds/, ["soon", "-1", "1.5", "2592001", "1e3", "0x10", "9".repeat(30)]],
    [
      "DATABASE_URL",
      /postgresql:\/\/user/,
      [
        SECRET,
        `mysql://u:${SECRET}@h/d`,
        "postgres://",
        `file://host/${SECRET}`,
        "file:",
        "/a.db",
        `postgres://u:%zz${SECRET}@h/d`,
      ],
    ],
    ["PORT", /0 to 65535/, ["http", "-1", "65536", "80.5", "99999999999"]],
    ["LOG_LEVEL", /one of fatal, error, warn/, ["verbose", "INFO", "30"]],
  ];
  for (const [name, expected, values] of WRONG) {
    it(`says what ${name} has to be`, () => {
      for (const value of values) {
        const problems = problemsOf({ [name]: value });
        expect(problems, value).toEqual([{ name, expected: expect.stringMatching(expected) }]);
        if (value.length > 5) expect(JSON.stringify(problems)).not.toContain(value);
      }
    });
  }

  it("says what a bot token of Slack needs beside it", () => {
    const [problem] = problemsOf({ SLACK_BOT_TOKEN: `xoxb-${SECRET}` });
    expect(problem?.name).toBe("SLACK_APP_TOKEN or SLACK_SIGNING_SECRET");
    expect(problem?.expected).not.toContain(SECRET);
  });

  it("names all that several workspaces need, at once", () => {
    const names = problemsOf({ SLACK_CLIENT_SECRET: SECRET, ANNOUNCE_SLACK_CHANNELS: "C0AAA" }).map(
      ({ name }) => name,
    );
    expect(names).toEqual([
      ...["SLACK_APP_TOKEN or SLACK_SIGNING_SECRET", "SLACK_CLIENT_ID", "SLACK_STATE_SECRET"],
      ...["PUBLIC_URL", "ENCRYPTION_KEYS", "SLACK_BOT_TOKEN"],
    ]);
  });

  it("names all at once, and no value of any", () => {
    const env = Object.fromEntries(WRONG.map(([name, , [value = ""]]) => [name, value]));
    const problems = problemsOf(env);
    expect(problems.map(({ name }) => name).toSorted()).toEqual(WRONG.map(([name]) => name).toSorted());
    expect(JSON.stringify(problems)).not.toContain(SECRET);
  });
});

function problemsOf(env: Environment) {
  const read = readSettings(env);
  if ("settings" in read) throw new Error("The settings were taken.");
  return read.problems;
}
