import type { Selectable } from "kysely";
import { type Action, type Delivery, type DeliveryState, dueAt } from "../../src/announcements/delivery.ts";
import type { Post } from "../../src/announcements/post.ts";
import type { DeliveryTable } from "./schema.ts";

/** A row of `deliveries` with the message id of the earlier post that it is about, where there is one. */
export type DeliveryRow = Selectable<DeliveryTable> & {
  readonly target_message: string | null;
};

type StateColumns = Pick<
  DeliveryTable,
  "state" | "attempts" | "due_at" | "begun_at" | "epoch" | "looks" | "message_id" | "reason" | "updated_at"
>;

/** The columns of a state. A delivery that is being sent keeps `due_at`, so that its channel waits for it. */
export function columnsOf(state: DeliveryState, now: number): StateColumns {
  const begunAt = "begunAt" in state ? state.begunAt : null;
  return {
    state: state.kind,
    attempts: "attempts" in state ? state.attempts : 0,
    due_at: state.kind === "sending" ? state.begunAt : dueAt(state),
    begun_at: begunAt,
    epoch: "epoch" in state ? state.epoch : null,
    looks: "looks" in state ? state.looks : null,
    message_id: "messageId" in state ? state.messageId : null,
    reason: reasonOf(state),
    updated_at: now,
  };
}

export function deliveryOf(row: DeliveryRow, post: Post): Delivery {
  const { id, platform, channel } = row;
  return { id, platform, channel, action: actionOf(row), post, state: stateOf(row) };
}

function reasonOf(state: DeliveryState): string | null {
  if (state.kind === "held") return state.awaits;
  return "reason" in state ? state.reason : null;
}

function actionOf({ id, action, target, target_message: messageId }: DeliveryRow): Action {
  if (action === "post") return { kind: action };
  if ((action === "edit" || action === "note" || action === "crosspost") && target !== null) {
    return { kind: action, target, messageId };
  }
  throw new Error(`The store has a delivery ${id} with an action "${action}" that does not exist.`);
}

function stateOf(row: DeliveryRow): DeliveryState {
  const { attempts } = row;
  switch (row.state) {
    case "held":
      return { kind: "held", awaits: row.reason === "knowledge" ? "knowledge" : "approval" };
    case "queued":
      return { kind: "queued", dueAt: present(row, "due_at"), attempts };
    case "sending":
      return {
        kind: "sending",
        begunAt: present(row, "begun_at"),
        epoch: present(row, "epoch"),
        attempts,
      };
    case "sent":
      return { kind: "sent", at: row.updated_at, messageId: present(row, "message_id") };
    case "waiting":
      return { kind: "waiting", until: present(row, "due_at"), attempts, reason: present(row, "reason") };
    case "in-doubt":
      return {
        kind: "in-doubt",
        begunAt: present(row, "begun_at"),
        attempts,
        looks: present(row, "looks"),
        lookAt: row.due_at,
        reason: present(row, "reason"),
      };
    case "dead":
      return { kind: "dead", at: row.updated_at, reason: present(row, "reason") };
    default:
      throw new Error(`The store has a delivery ${row.id} in a state "${row.state}" that does not exist.`);
  }
}

function present<Column extends keyof DeliveryRow>(
  row: DeliveryRow,
  column: Column,
): NonNullable<DeliveryRow[Column]> {
  const value = row[column];
  if (value === null) throw new Error(`The store has a ${row.state} delivery ${row.id} without ${column}.`);
  return value;
}
