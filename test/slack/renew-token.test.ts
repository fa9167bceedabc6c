import { webApi } from "@slack/bolt";
import { expect, it } from "vitest";
import { systemClock } from "../../adapters/clock.ts";
import { clientOptions } from "../../adapters/slack/clients.ts";
import { createRenew } from "../../adapters/slack/renew-token.ts";
import { quietLog } from "./quiet-log.ts";
import { APP } from "./server/workspaces-server.ts";
import { severalBot } from "./several.ts";

const SOON_S = 600;
const LONG_S = 12 * 3600;
const ONE = { workspace: "T1", enterprise: null };

it("holds a token that the store does not take, and writes it as soon as it does", async () => {
  const { slack, store, services, install } = await severalBot();
  slack.rotate(SOON_S);
  await install({ id: "T1" });
  slack.rotate(LONG_S);
  const { installations } = store;
  const tries: string[] = [];
  let isAway = true;
  const renew = createRenew({
    installations: {
      ...installations,
      async renew(kept, next) {
        tries.push(next.bot.token);
        if (isAway) throw new Error("database or disk is full");
        return installations.renew(kept, next);
      },
    },
    client: new webApi.WebClient(undefined, { ...clientOptions(slack), logger: quietLog }),
    oauth: APP,
    clock: systemClock,
    log: services.log,
  });
  const kept = await installations.of(ONE);
  if (!kept) throw new Error("not installed");
  const { token } = (await renew(kept)).installation.bot;
  expect(token).not.toBe(kept.installation.bot.token);
  expect((await renew(kept)).installation.bot.token).toBe(token);
  expect(slack.refreshed, "a refresh token works once").toHaveLength(1);
  while (tries.length < 2) await new Promise((resolve) => setImmediate(resolve));
  expect(await installations.of(ONE)).toEqual(kept);
  isAway = false;
  while (tries.length < 3) await new Promise((resolve) => setImmediate(resolve));
  const written = await installations.of(ONE);
  expect([written?.revision, written?.installation.bot.token]).toEqual([kept.revision + 1, token]);
  expect(JSON.stringify(services.lines)).not.toContain(token);
});
