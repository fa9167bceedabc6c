import type { StoreAddress } from "../../adapters/store/address.ts";
import { openStore } from "../../adapters/store/open-store.ts";
import type { Store } from "../../adapters/store/store.ts";
import { aDestination } from "../announcements/knowledge-fixture.ts";
import { knowledgeOf, queueNews } from "./queue-news.ts";

/** A store in which one post waits for each of very many channels. */
export async function crowdedStore(address: StoreAddress, channels: number, now: number): Promise<Store> {
  const store = await openStore(address);
  const destinations = Array.from({ length: channels }, (_, at) =>
    aDestination("slack", `C${String(at).padStart(7, "0")}`),
  );
  await queueNews(store, knowledgeOf(1), destinations, { now });
  await queueNews(store, knowledgeOf(2), destinations, { now });
  return store;
}
