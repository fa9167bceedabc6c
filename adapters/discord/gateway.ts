import { setTimeout as wait } from "node:timers/promises";
import {
  type IShardingStrategy,
  SimpleShardingStrategy,
  type WebSocketOptions,
  WebSocketShardStatus,
} from "discord.js";
import { createFillIn } from "./fill-in.ts";
import { askForGateway } from "./reach.ts";

type BuildStrategy = NonNullable<WebSocketOptions["buildStrategy"]>;

/** The part of the client that holds the gateway connections, made so that it can be shut at any moment. */
export interface Gateway {
  readonly buildStrategy: BuildStrategy;
  /** From now on no connection is begun; call before the client is destroyed. */
  shut(): void;
}

/** In this order, so that a socket has either opened or failed before its hello is missed. */
const HANDSHAKE_MS = 3_000;
const HELLO_MS = 4_000;
const READY_MS = 6_000;
const LOOK_AGAIN_MS = 20;

/**
 * discord.js, destroyed while a shard connects, leaves the socket to itself: its failure then ends the
 * process, and a shard that waits to reconnect does so all the same. So a shut gateway lets no shard
 * begin, and waits until none is half-way before its shards are destroyed.
 *
 * `skipped` is told of each event that discord.js cannot read.
 */
export function createGateway(skipped: (error: unknown) => void): Gateway {
  let isShut = false;
  const buildStrategy: BuildStrategy = (manager) => {
    holdEvents(manager, skipped);
    let gateway: ReturnType<typeof askForGateway> | null = null;
    // By itself, discord.js fails where not all of the answer is there.
    manager.fetchGatewayInformation = () => {
      gateway ??= askForGateway(manager.options.rest);
      return gateway;
    };
    const { retrieveSessionInfo } = manager.options;
    manager.options.handshakeTimeout = HANDSHAKE_MS;
    manager.options.helloTimeout = HELLO_MS;
    manager.options.readyTimeout = READY_MS;
    manager.options.retrieveSessionInfo = (shard) => (isShut ? never() : retrieveSessionInfo(shard));
    const shards = new SimpleShardingStrategy(manager);
    return {
      spawn: (ids) => shards.spawn(ids),
      send: (shard, payload) => shards.send(shard, payload),
      fetchStatus: () => shards.fetchStatus(),
      async connect() {
        if (isShut) throw new Error("The connection to Discord was closed before it was made.");
        await shards.connect().catch((error: unknown) => {
          isShut = true;
          throw error;
        });
      },
      async destroy(options) {
        while (await isHalfWay(shards)) await wait(LOOK_AGAIN_MS);
        await shards.destroy(options);
      },
    };
  };
  return {
    buildStrategy,
    shut() {
      isShut = true;
    },
  };
}

/** discord.js reads events in a promise nobody holds, so one that it cannot read would end the process. */
function holdEvents(manager: Parameters<BuildStrategy>[0], skipped: (error: unknown) => void): void {
  const fillIn = createFillIn();
  manager.emit = new Proxy(manager.emit, {
    apply(emit, self, event) {
      try {
        const [first = event, ...more] = fillIn(event);
        const isHeard = Reflect.apply(emit, self, first);
        for (const next of more) Reflect.apply(emit, self, next);
        return isHeard;
      } catch (error) {
        skipped(error);
        return true;
      }
    },
  });
}

async function isHalfWay(shards: IShardingStrategy): Promise<boolean> {
  return (await shards.fetchStatus()).some((status) => status === WebSocketShardStatus.Connecting);
}

function never(): Promise<null> {
  return new Promise(() => undefined);
}
