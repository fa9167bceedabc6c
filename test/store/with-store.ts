import type { StoreAddress } from "../../adapters/store/address.ts";
import { openStore } from "../../adapters/store/open-store.ts";
import type { Store } from "../../adapters/store/store.ts";

/** Uses a new store and closes it; `empty` gives its address. */
export async function withStore(
  empty: () => Promise<StoreAddress>,
  use: (store: Store) => Promise<void>,
): Promise<void> {
  const store = await openStore(await empty());
  await use(store);
  await store.close();
}
