import { randomUUID } from "node:crypto";
import { Client } from "pg";
import type { StoreAddress } from "../../adapters/store/address.ts";

/** An empty schema of its own, as a database that others share would have it. */
export interface OwnSchema {
  readonly address: Extract<StoreAddress, { kind: "postgresql" }>;
  drop(): Promise<void>;
}

export async function createSchema(server: string): Promise<OwnSchema> {
  const name = `t${randomUUID().replaceAll("-", "")}`;
  await asOperator(server, (client) => client.query(`create schema ${name}`));
  const url = new URL(server);
  url.searchParams.set("options", `-csearch_path=${name}`);
  url.searchParams.set("application_name", name);
  return {
    address: { kind: "postgresql", url: url.href },
    drop: () => asOperator(server, (client) => client.query(`drop schema ${name} cascade`)),
  };
}

/** One connection to the server, for what an operator does there. */
export async function asOperator(server: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
