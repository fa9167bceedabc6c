import { TooLate } from "../announcements/send-by.ts";

const NEVER_CONNECTED: ReadonlySet<string> = new Set([
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

/** True when no connection came about, so that Slack cannot have taken the request: no such host, refused, no route, TLS. */
export function neverSent(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof TooLate) return true;
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(neverSent);
  if ("syscall" in error && (error.syscall === "connect" || error.syscall === "getaddrinfo")) return true;
  if ("code" in error && NEVER_CONNECTED.has(String(error.code))) return true;
  return neverSent(error.cause);
}
