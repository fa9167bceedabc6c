import type { Threat } from "./threats.ts";

const HTTP = "adapters/slack/http-link.ts";
const GATE = "adapters/slack/gate.ts";
const HTTP_TEST = "test/slack/http.test.ts";
const EDGE_TEST = "test/slack/edge.test.ts";

/** What reaches the port of HTTP mode, and the pages for installing. */
export const EDGE_THREATS: readonly Threat[] = [
  {
    attack: "HTTP: a request that Slack did not sign",
    defence: "the signature over the raw body is checked",
    file: HTTP,
    replace: "signingSecret: connection.signingSecret,",
    by: "signingSecret: connection.signingSecret, signatureVerification: false,",
    test: { file: HTTP_TEST, name: "refuses a signature by another secret" },
  },
  {
    attack: "HTTP: a signed request is kept and sent again after five minutes",
    defence: "what was signed longer ago is refused",
    file: HTTP,
    replace: "signingSecret: connection.signingSecret,",
    by: "signingSecret: connection.signingSecret, signatureVerification: false,",
    test: { file: EDGE_TEST, name: "answers 401 to what was signed 301 s ago" },
  },
  {
    attack: "HTTP: the same at once, or many copies at the same moment",
    defence: "a signature passes once",
    ...{ file: GATE, replace: "accepted.has(signature) || underWay.has(signature)", by: "false" },
    test: { file: EDGE_TEST, name: "is refused the second time, as it was" },
  },
  {
    attack: "HTTP: a request signed for later",
    defence: "what is of the future is refused",
    ...{ file: GATE, replace: "> at / 1000 + WINDOW_S", by: "> Number.POSITIVE_INFINITY" },
    test: { file: EDGE_TEST, name: "answers 401 to what was signed -302 s ago" },
  },
  {
    attack: "HTTP: a body of gigabytes fills the memory",
    defence: "bodies over 1 MB are refused while they come in",
    ...{ file: HTTP, replace: "const BODY_LIMIT = 1024 * 1024;", by: "const BODY_LIMIT = 64 * 1024 * 1024;" },
    test: { file: HTTP_TEST, name: "refuses a body that is too large" },
  },
  {
    attack: "HTTP: requests that never end hold all connections",
    defence: "headers have five seconds, a request has ten",
    file: "adapters/slack/edge.ts",
    replace: "      headersTimeout: times.headersMs,\n      requestTimeout: times.requestMs,",
    by: "      headersTimeout: 0,\n      requestTimeout: 0,",
    test: {
      file: EDGE_TEST,
      name: "cuts off who never finishes the body, and sooner who never finishes the headers",
    },
  },
  {
    attack: "OAuth: somebody is led to install the app into a workspace that is not theirs",
    defence: "the state of the page is bound to the browser that began",
    file: "adapters/slack/installer.ts",
    replace: "redirectUriPath: REDIRECT_PATH,",
    by: "redirectUriPath: REDIRECT_PATH, stateVerification: false,",
    test: {
      file: "test/slack/several-install.test.ts",
      name: "installs nothing in another browser, without a cookie, or with a state of its own",
    },
  },
  {
    attack: "OAuth: the name of a workspace holds a script for whoever installs",
    defence: "it is escaped, and the page lets nothing run or load",
    file: "adapters/slack/install-page.ts",
    replace: "sign) => ENTITY[sign] ?? sign);",
    by: "sign) => sign);",
    test: {
      file: "test/slack/several-install.test.ts",
      name: "shows after where it is, with whatever name the workspace has",
    },
  },
  {
    attack: "the row of one workspace is copied over another's in the database",
    defence: "what is sealed is bound to its row",
    file: "adapters/store/vault.ts",
    replace: "return Buffer.from(row);",
    by: 'return Buffer.from("");',
    test: {
      file: "test/store/installation-contract.ts",
      name: "names the row and never the secret, when a key is missing or a row is moved",
      runBy: "test/store/libsql.test.ts",
    },
  },
  {
    attack: "a copy of the database gives away the tokens of workspaces",
    defence: "they are sealed with a key that is not in it",
    file: "adapters/store/vault.ts",
    replace: 'return ["1", newest.id, ...parts].join(".");',
    by: "return secret;",
    test: {
      file: "test/store/installation-contract.ts",
      name: "keeps no token in the clear",
      runBy: "test/store/libsql.test.ts",
    },
  },
];
