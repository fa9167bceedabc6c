import type { SpecIssue, SpecSchema } from "discord-api-spec/zod";
import { ApiError } from "./answer.ts";

/** Holds requests and responses against Discord's published schema; what differs is a violation. */
export interface Oracle {
  /** The body as the schema has it; a body it does not accept is refused as Discord would. */
  request<T>(route: string, schema: SpecSchema<T>, body: unknown): T;
  response(route: string, schema: SpecSchema<unknown>, body: unknown): void;
  readonly violations: readonly string[];
}

/** `isTrusting`: nothing is held against anything. */
export function createOracle(isTrusting: boolean): Oracle {
  const violations: string[] = [];
  const note = (what: string, issues: readonly SpecIssue[]) => {
    for (const { path, message } of issues)
      violations.push(`${what}: ${path.map(String).join(".")} ${message}`);
  };
  return {
    violations,
    request<T>(route: string, schema: SpecSchema<T>, body: unknown): T {
      if (isTrusting) return body as T;
      const parsed = schema.safeParse(body);
      if (parsed.success) return parsed.data;
      note(`request ${route}`, parsed.error.issues);
      throw new ApiError(400, 50035, "Invalid Form Body");
    },
    response(route, schema, body) {
      if (isTrusting) return;
      const parsed = schema.safeParse(body);
      if (!parsed.success) note(`response ${route}`, parsed.error.issues);
    },
  };
}
