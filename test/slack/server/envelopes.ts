import { randomUUID } from "node:crypto";
import type { RawData } from "ws";
import { z } from "zod";
import type { Acknowledgement, Delivery } from "./delivery.ts";

const frame = z.object({ envelope_id: z.string(), payload: z.unknown().optional() });

interface Pending {
  readonly delivery: Delivery;
  attempt: number;
  readonly resolve: (answer: Acknowledgement) => void;
  readonly reject: (error: Error) => void;
}

/** Deliveries on their way through a socket, each until the app acknowledges it. */
export interface Envelopes {
  deliver(delivery: Delivery, attempt: number): Promise<Acknowledgement>;
  /** Sends what was not acknowledged once more. */
  resend(): void;
  /** Reads an acknowledgement. */
  hear(data: RawData): void;
  close(): void;
}

export function createEnvelopes(send: (raw: string) => void): Envelopes {
  const pending = new Map<string, Pending>();
  return {
    deliver: (delivery, attempt) =>
      new Promise((resolve, reject) => {
        const id = randomUUID();
        const waiting = { delivery, attempt, resolve, reject };
        pending.set(id, waiting);
        send(envelope(id, waiting));
      }),
    resend() {
      for (const [id, waiting] of pending) {
        waiting.attempt += 1;
        send(envelope(id, waiting));
      }
    },
    hear(data) {
      const { envelope_id, payload } = frame.parse(JSON.parse(data.toString()));
      pending.get(envelope_id)?.resolve(payload);
      pending.delete(envelope_id);
    },
    close() {
      for (const { reject } of pending.values()) {
        reject(new Error("The Slack server closed before the app answered."));
      }
    },
  };
}

function envelope(id: string, { delivery, attempt }: Pending): string {
  return JSON.stringify({
    ...delivery,
    envelope_id: id,
    accepts_response_payload: delivery.type === "slash_commands",
    retry_attempt: attempt,
    retry_reason: attempt === 0 ? "" : "timeout",
  });
}
