import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { readContent } from "./limits.ts";
import { bodyOf, sendJson } from "./web-api.ts";
import { SELF, type Workspace } from "./workspace.ts";

const USES = 5;
const LASTS_MS = 30 * 60_000;

/** Where to, and for whom; `original` is what a press of a button was on, if only that person sees it. */
interface Target {
  readonly channel: string;
  readonly user: string;
  readonly original: string | null;
  readonly until: number;
  uses: number;
}

/** Addresses for answers that one person sees: good five times, for half an hour. */
export interface ResponseUrls {
  open(channel: string, user: string, original: string | null): string;
  /** Serves `/response/<id>`. */
  serve(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

const how = z.object({
  response_type: z.literal("ephemeral"),
  replace_original: z.boolean().default(false),
});

export function createResponseUrls(base: string, workspace: Workspace): ResponseUrls {
  const targets = new Map<string, Target>();

  function take(target: Target, body: unknown): string | null {
    const content = readContent(body);
    const wanted = how.safeParse(body).data;
    if ("error" in content) return content.error;
    if (!wanted) return "invalid_arguments";
    const { channel, user, original } = target;
    if (wanted.replace_original && original !== null) workspace.update(channel, original, content);
    else {
      workspace.store({ ...content, channel, user: SELF.userId, botId: SELF.botId, ephemeralFor: user });
    }
    return null;
  }

  return {
    open(channel, user, original) {
      const id = randomUUID();
      targets.set(id, { channel, user, original, until: Date.now() + LASTS_MS, uses: 0 });
      return `${base}/response/${id}`;
    },
    async serve(request, response) {
      const target = targets.get((request.url ?? "").split("/").at(-1) ?? "");
      if (!target || target.until < Date.now() || target.uses >= USES) {
        return sendJson(response, 404, { ok: false, error: target ? "used_url" : "expired_url" });
      }
      target.uses += 1;
      const error = take(target, JSON.parse(await bodyOf(request)));
      sendJson(response, error === null ? 200 : 400, error === null ? { ok: true } : { ok: false, error });
    },
  };
}
