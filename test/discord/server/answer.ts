import { ErrorResponseSchema, RatelimitedResponseSchema, type SpecSchema } from "discord-api-spec/zod";

/** An HTTP answer, with Discord's own schema of its body. */
export interface Answer {
  readonly status: number;
  /** Absent for 204, which has no body and no content type. */
  readonly body?: unknown;
  readonly schema?: SpecSchema<unknown>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request that breaks one of Discord's rules. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export function ok(schema: SpecSchema<unknown>, body: unknown): Answer {
  return { status: 200, body, schema };
}

export function noContent(): Answer {
  return { status: 204 };
}

export function refusal(error: ApiError): Answer {
  return {
    status: error.status,
    body: { message: error.message, code: error.code },
    schema: ErrorResponseSchema,
  };
}

export function rateLimited(retryAfterMs: number, global: boolean): Answer {
  const seconds = retryAfterMs / 1000;
  return {
    status: 429,
    body: { message: "You are being rate limited.", code: 0, retry_after: seconds, global },
    schema: RatelimitedResponseSchema,
    headers: {
      "Retry-After": String(Math.ceil(seconds)),
      "X-RateLimit-Scope": global ? "global" : "user",
      ...(global ? { "X-RateLimit-Global": "true" } : {}),
    },
  };
}
