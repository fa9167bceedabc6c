import type { types } from "@slack/bolt";
import type { AnswerTable } from "../../src/questions/answer-table.ts";
import { leaf } from "./message.ts";

/** Slack's limits; it counts the characters of all cells together. */
const LIMIT = { rows: 100, columns: 20, characters: 9000 } as const;

/**
 * Null where Slack would not take the table, or there are fewer characters of `room` for it: what it shows is in the
 * text of the answer too.
 */
export function formatTable({ header, rows }: AnswerTable, room: number): types.TableBlock | null {
  const cells = [header, ...rows].slice(0, LIMIT.rows).map((row) => row.map(leaf));
  const length = cells.flat().join("").length;
  if (header.length > LIMIT.columns || rows.length === 0 || length > Math.min(room, LIMIT.characters))
    return null;
  return {
    type: "table",
    rows: cells.map((row) => row.map((text) => ({ type: "raw_text", text }))),
    column_settings: header.map(() => ({ is_wrapped: true })),
  };
}
