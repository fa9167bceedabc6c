/** Rows that are read at once: a table may be larger than the memory. */
export const AT_ONCE = 500;

/** All rows, some at a time; `read` gives the first `AT_ONCE` of those that come after `last`. */
export async function* rowPages<Row>(
  read: (last: Row | null) => Promise<readonly Row[]>,
): AsyncGenerator<Row> {
  let last: Row | null = null;
  for (;;) {
    const rows: readonly Row[] = await read(last);
    yield* rows;
    last = rows.at(-1) ?? null;
    if (last === null || rows.length < AT_ONCE) return;
  }
}
