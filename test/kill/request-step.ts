import { z } from "zod";

/** A request as Node's HTTP client tells of it. */
const told = z.object({ request: z.object({ method: z.string(), path: z.string() }) });

const ROUTES: ReadonlyArray<[route: RegExp, operation: string]> = [
  [/^POST \/api\/chat\.postMessage$/, "send"],
  [/^POST \/api\/chat\.update$/, "edit"],
  [/^POST \/api\/conversations\.(history|replies)$/, "look"],
  [/^POST \/api\/v\d+\/channels\/\d+\/messages$/, "send"],
  [/^PATCH \/api\/v\d+\/channels\/\d+\/messages\/\d+$/, "edit"],
  [/^POST \/api\/v\d+\/channels\/\d+\/messages\/\d+\/crosspost$/, "crosspost"],
  [/^GET \/api\/v\d+\/channels\/\d+(\/messages)?(\?.*)?$/, "look"],
];

/** What a request to a platform does for an announcement; null when it does nothing for any. */
export function requestStep(message: unknown): { readonly operation: string; readonly what: string } | null {
  const parsed = told.safeParse(message);
  if (!parsed.success) return null;
  const { method, path } = parsed.data.request;
  const [, operation] = ROUTES.find(([route]) => route.test(`${method} ${path}`)) ?? [];
  return operation === undefined ? null : { operation, what: "request" };
}
