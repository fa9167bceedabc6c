import { type CompiledQuery, type Kysely, type Selectable, sql } from "kysely";
import type { ConversationSchema } from "./conversation-schema.ts";

export type HeardRow = Selectable<ConversationSchema["heard"]>;
type Note = Pick<HeardRow, "id" | "messages">;

/** What is done for each question: an answer waits for it, so that the statements are built once. */
interface HeardStatements {
  /** The turn of the last question in a conversation, asked at `since` or later, that left one. */
  lastTurn(conversation: string, since: number): Promise<string | null>;
  /** Keeps questions; says of each whether it was not there before. */
  take(rows: readonly HeardRow[]): Promise<readonly boolean[]>;
  /** Notes where questions were answered. */
  note(notes: readonly Note[]): Promise<readonly undefined[]>;
}

/** A question that is not answered so long after it was taken may be taken again. */
const ANSWERED_WITHIN_MS = 30_000;

/** A row with each column, to build statements from. */
const ANY: HeardRow = {
  ...{ id: "", conversation: "", user_id: "", at: 0, text: "", language: "", outcome: "" },
  ...{ previous: "", turn: "", messages: "" },
};
const COLUMNS = Object.keys(ANY) as ReadonlyArray<keyof HeardRow>;

export function createHeardStatements(db: Kysely<ConversationSchema>): HeardStatements {
  const last = built(() =>
    db
      .selectFrom("heard")
      .select("turn")
      .where("conversation", "=", "")
      .where("at", ">=", 0)
      .orderBy("at", "desc")
      .limit(sql.lit(1))
      .compile(),
  );
  const inserting = built((rows) =>
    db
      .insertInto("heard")
      .values(Array.from({ length: rows }, () => ANY))
      .onConflict((conflict) =>
        conflict
          .column("id")
          .doUpdateSet({ at: ({ ref }) => ref("excluded.at") })
          .where("heard.messages", "is", null)
          .where("heard.at", "<", sql<number>`excluded.at - ${sql.lit(ANSWERED_WITHIN_MS)}`),
      )
      .returning("id")
      .compile(),
  );
  const noting = built((rows) => {
    const one = sql`select cast(${""} as text) as id, cast(${""} as text) as messages`;
    const all = sql.join(Array(rows).fill(one), sql` union all `);
    return sql<unknown>`update heard set messages = noted.messages from (${all}) as noted
      where heard.id = noted.id`.compile(db);
  });
  return {
    async lastTurn(conversation, since) {
      const { rows } = await db.executeQuery(last(1, [conversation, since]));
      return rows[0]?.turn ?? null;
    },
    async take(rows) {
      const byId = new Map(rows.toReversed().map((row) => [row.id, row]));
      // In one order everywhere, so that no two processes wait for one another.
      const ordered = [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
      const parameters = ordered.flatMap((row) => COLUMNS.map((column) => row[column]));
      const { rows: taken } = await db.executeQuery(inserting(ordered.length, parameters));
      const ids = new Set(taken.map(({ id }) => id));
      return rows.map((row) => ids.has(row.id) && byId.get(row.id) === row);
    },
    async note(notes) {
      const messagesOf = new Map(notes.map(({ id, messages }) => [id, messages]));
      await db.executeQuery(noting(messagesOf.size, [...messagesOf].flat()));
      return notes.map(() => undefined);
    },
  };
}

/** A statement for each number of rows, built when it is first needed; its parameters are put in by place. */
function built<Row>(
  build: (rows: number) => CompiledQuery<Row>,
): (rows: number, parameters: readonly unknown[]) => CompiledQuery<Row> {
  const kept = new Map<number, CompiledQuery<Row>>();
  return (rows, parameters) => {
    const query = kept.get(rows) ?? build(rows);
    kept.set(rows, query);
    return { ...query, parameters };
  };
}
