/**
 * Loaded into the bot by NODE_OPTIONS=--import, and never part of it: numbers the steps of the outbox, and ends
 * the process by SIGKILL at the step of DIE_AT.
 *
 * A step is a moment before or after a write to the store or a request to a platform. The drivers and HTTP are the
 * boundary, for nothing that the bot does is known to others before it has passed there.
 */
import { subscribe } from "node:diagnostics_channel";
import { appendFileSync } from "node:fs";
import Database from "libsql";
import AsyncDatabase from "libsql/promise";
import { Client } from "pg";
import { requestStep } from "./request-step.ts";
import { type Writing, writing } from "./write-step.ts";

const { DIE_AT, STEPS_TO, CLOCK_AHEAD_MS } = process.env;

const times = new Map<string, number>();

/** Each step has its name and how many there were of that name: `settle: before commit #2`. */
function step(name: string): void {
  const number = (times.get(name) ?? 0) + 1;
  times.set(name, number);
  const id = `${name} #${number}`;
  if (STEPS_TO) appendFileSync(STEPS_TO, `${id}\n`);
  if (id === DIE_AT) process.kill(process.pid, "SIGKILL");
}

/** A bot that comes back later: it does not wait for the lease of the one that died. */
if (CLOCK_AHEAD_MS) {
  const { now } = Date;
  Date.now = () => now() + Number(CLOCK_AHEAD_MS);
}

subscribe("undici:request:create", (message) => tell(message, "before"));
subscribe("undici:request:trailers", (message) => tell(message, "after"));

function tell(message: unknown, when: "before" | "after"): void {
  const name = requestStep(message);
  if (name) step(`${name.operation}: ${when} ${name.what}`);
}

/** Puts `around` in the place of a method of `target`. */
function wrap(
  target: object,
  method: string,
  around: (self: object, call: () => unknown, args: readonly unknown[]) => unknown,
): void {
  const original: unknown = Reflect.get(target, method);
  if (typeof original !== "function") throw new Error(`There is no ${method} to number the steps of.`);
  Reflect.set(target, method, function (this: object, ...args: unknown[]) {
    return around(this, () => Reflect.apply(original, this, args), args);
  });
}

/** What each connection is in the middle of. */
const writings = new WeakMap<object, Writing>();

function writingOf(connection: object): Writing {
  const known = writings.get(connection) ?? writing(step);
  writings.set(connection, known);
  return known;
}

wrap(Database.prototype, "prepare", (database, prepare, [sql]) => {
  const statement = prepare();
  if (typeof statement !== "object" || statement === null) return statement;
  for (const method of ["all", "run"]) {
    wrap(statement, method, (_, execute, [parameters]) => {
      const after = writingOf(database).before(String(sql), parameters);
      const result = execute();
      after();
      return result;
    });
  }
  return statement;
});

wrap(AsyncDatabase.prototype, "exec", (database, execute, [sql]) => {
  const after = writingOf(database).before(String(sql), undefined);
  return passing(execute(), after);
});

wrap(Client.prototype, "query", (client, query, [sql, parameters]) => {
  if (typeof sql !== "string") return query();
  const after = writingOf(client).before(sql, parameters);
  return passing(query(), after);
});

/** The same result, and what is to be done once it is there. */
function passing(result: unknown, after: () => void): unknown {
  if (!(result instanceof Promise)) return result;
  return result.then((value: unknown) => {
    after();
    return value;
  });
}
