import { inject, onTestFinished } from "vitest";
import { asOperator, createSchema, type OwnSchema } from "./schema.ts";

/** Address of the server of this run; null where none could be started. */
export const POSTGRESQL = inject("postgresql");

/** An empty schema of its own for the test that is running. */
export async function emptySchema(): Promise<OwnSchema["address"]> {
  const { address, drop } = await createSchema(server());
  onTestFinished(drop);
  return address;
}

/** Ends all connections to the store of a test, as a server does that is restarted. */
export async function endConnections({ url }: { readonly url: string }): Promise<void> {
  const name = new URL(url).searchParams.get("application_name");
  const ending = "select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1";
  await asOperator(server(), (client) => client.query(ending, [name]));
}

function server(): string {
  if (POSTGRESQL === null) throw new Error("There is no PostgreSQL server: skip this test by POSTGRESQL.");
  return POSTGRESQL;
}
