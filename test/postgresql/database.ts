import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { inject, onTestFinished } from "vitest";
import type { StoreAddress } from "../../adapters/store/address.ts";

/** Address of the server of this run; null where none could be started. */
export const POSTGRESQL = inject("postgresql");

/** An empty schema of its own for the test that is running, as a database that others share would have it. */
export async function emptySchema(): Promise<Extract<StoreAddress, { kind: "postgresql" }>> {
  const name = `t${randomUUID().replaceAll("-", "")}`;
  await asOperator((client) => client.query(`create schema ${name}`));
  onTestFinished(() => asOperator((client) => client.query(`drop schema ${name} cascade`)));
  const url = new URL(server());
  url.searchParams.set("options", `-csearch_path=${name}`);
  url.searchParams.set("application_name", name);
  return { kind: "postgresql", url: url.href };
}

/** Ends all connections to the store of a test, as a server does that is restarted. */
export async function endConnections({ url }: { readonly url: string }): Promise<void> {
  const name = new URL(url).searchParams.get("application_name");
  const ending = "select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1";
  await asOperator((client) => client.query(ending, [name]));
}

/** One connection to the server, for what an operator does there. */
async function asOperator(work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: server() });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

function server(): string {
  if (POSTGRESQL === null) throw new Error("There is no PostgreSQL server: skip this test by POSTGRESQL.");
  return POSTGRESQL;
}
