/** The steps of one connection to a store, from the statements that pass through it. */
export interface Writing {
  /** Tells the steps before a statement; the result tells those after it. */
  before(sql: string, parameters: unknown): () => void;
}

/** What a statement belongs to, and what it does. */
interface Write {
  readonly operation: string;
  readonly what: string;
}

/**
 * Within a transaction nothing is written before it is committed, so the steps are those before each write, and
 * before and after the commit. A write of its own is one with its commit.
 */
export function writing(step: (name: string) => void): Writing {
  let isOpen = false;
  let operation: string | null = null;
  const set = (open: boolean) => {
    isOpen = open;
    operation = null;
  };
  const commit = (of: string | null) => {
    if (of) step(`${of}: before commit`);
    return () => {
      if (of) step(`${of}: after commit`);
      set(false);
    };
  };
  const write = (done: Write) => {
    step(`${done.operation}: before ${done.what}`);
    if (!isOpen) return () => step(`${done.operation}: after ${done.what}`);
    operation = done.operation;
    return () => undefined;
  };
  return {
    before(raw, parameters) {
      const sql = raw.trim().toLowerCase();
      if (sql.startsWith("begin")) return () => set(true);
      if (sql === "rollback") return () => set(false);
      if (sql === "commit") return commit(operation);
      const done = writeOf(sql, parameters, isOpen ? operation : null);
      return done ? write(done) : () => undefined;
    },
  };
}

const WRITE = /^(insert|update|delete)(?: into| from)? "?(\w+)/;
const SETTLE = /^with came.*update deliveries set/s;

/** What the bot remembers of commands, and the tables of the migrations, are no part of the outbox. */
const ELSEWHERE = /^(memory|kysely_\w+)$/;

function writeOf(sql: string, parameters: unknown, open: string | null): Write | null {
  const has = (value: string) => Array.isArray(parameters) && parameters.includes(value);
  if (SETTLE.test(sql)) {
    const operation = has("the process stopped while sending") ? "reconcile" : "settle";
    return { operation, what: "update deliveries" };
  }
  const [, verb, table] = WRITE.exec(sql) ?? [];
  if (verb === undefined || table === undefined || ELSEWHERE.test(table)) return null;
  return { operation: operationOf(table, has("sending"), open), what: `${verb} ${table}` };
}

function operationOf(table: string, marksSending: boolean, open: string | null): string {
  if (table === "leases") return open ?? "lease";
  if (table === "deliveries" && marksSending) return "begin";
  return open && open !== "lease" ? open : "announce";
}
