import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openStore } from "../../adapters/store/open-store.ts";
import { type PostgresqlServer, startPostgresql } from "../../tools/postgresql/server.ts";
import { inMatrix } from "../fault-matrix/in-matrix.ts";
import { POSTGRESQL } from "../postgresql/database.ts";
import { createSchema } from "../postgresql/schema.ts";
import { CHANNELS, clockAt, dispatcherOn, pass, queueMore } from "./dispatching.ts";
import { memoryPlatform } from "./memory-platform.ts";

const HOUR = 60 * 60_000;
const POSTS = 2;

/** A server of its own, so that no other test loses its connections. */
describe("a PostgreSQL server that stops without a warning", { timeout: 120_000 }, () => {
  let server: PostgresqlServer | null = null;

  beforeAll(async () => {
    if (!POSTGRESQL) return;
    const started = await startPostgresql();
    if ("unavailable" in started) throw new Error(started.unavailable);
    server = started;
  }, 60_000);

  afterAll(() => server?.stop());

  it("while news is posted, twice, and starts again loses no news and doubles none", async (context) => {
    const checked = "gone for an hour, twice: nothing posted meanwhile, then each post once";
    inMatrix(context, { fault: "database server stopped", where: "postgresql", checked });
    if (!server) return context.skip("no PostgreSQL server here");
    const { meanwhile, refused, posted, counts } = await stoppedDuring(server, [1, CHANNELS.length + 1]);
    expect(meanwhile).toEqual([1, CHANNELS.length + 1]);
    expect(refused).toEqual([expect.any(Error), expect.any(Error)]);
    for (const channel of CHANNELS) {
      expect(posted(channel)).toHaveLength(POSTS + 2);
      expect(new Set(posted(channel)).size).toBe(POSTS + 2);
    }
    expect(counts).toEqual([{ platform: "slack", state: "sent", count: (POSTS + 2) * CHANNELS.length }]);
  });
});

/** The server stops during the posts of these numbers, each time for an hour of the bot's clock. */
async function stoppedDuring(server: PostgresqlServer, numbers: readonly number[]) {
  const { address } = await createSchema(server.url);
  const store = await openStore(address);
  for (let post = 0; post <= POSTS; post += 1) await queueMore(store, post);
  const platform = memoryPlatform();
  const poster = {
    ...platform,
    async send(...given: Parameters<typeof platform.send>) {
      const outcome = await platform.send(...given);
      if (numbers.includes(platform.posted.length)) await server.crash();
      return outcome;
    },
  };
  const clock = clockAt();
  const dispatcher = dispatcherOn({ store, poster, scheduler: clock, window: 1 });
  const meanwhile: number[] = [];
  const refused: unknown[] = [];
  for (const [stop] of numbers.entries()) {
    await pass(clock, HOUR, dispatcher);
    meanwhile.push(platform.posted.length);
    const more = () => queueMore(store, POSTS + 1 + stop);
    refused.push(await more().catch((error: unknown) => error));
    await server.restart();
    await more();
    dispatcher.wake();
  }
  await pass(clock, HOUR, dispatcher);
  await dispatcher.stop();
  const counts = await store.outbox.counts();
  await store.close();
  return { meanwhile, refused, posted: platform.references, counts };
}
