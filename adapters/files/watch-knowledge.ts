import { basename } from "node:path";
import { watch } from "chokidar";
import type { KnowledgeBase } from "../../src/knowledge/knowledge-base.ts";
import type { ParseResult } from "../../src/knowledge/parse-knowledge.ts";
import type { Problem } from "../../src/knowledge/problem.ts";
import { oneAtATime } from "../announcements/one-at-a-time.ts";
import { createAlarm, type Scheduler } from "../announcements/scheduler.ts";

/** A knowledge folder under watch. */
export interface KnowledgeWatch {
  /** Resolves once no change can be missed any more. */
  readonly ready: Promise<void>;
  stop(): Promise<void>;
}

export interface KnowledgeWatchDeps {
  readonly dir: string;
  /** Hash of the knowledge in force when the watch begins. */
  readonly hash: string;
  /** Reads and checks the whole folder; null when it holds what `hash` stands for. */
  readonly load: (hash: string) => Promise<ParseResult | null>;
  readonly scheduler: Scheduler;
  readonly changed: (knowledge: KnowledgeBase) => void;
  /** Called with all problems of a change that cannot be used: what was in force stays so. */
  readonly rejected: (problems: readonly Problem[]) => void;
  /** Called when the folder cannot be watched, so that changes wait for a restart. */
  readonly failed: (error: unknown) => void;
}

/** A folder is still when nothing has changed for so long: an editor or `git pull` writes in several steps. */
const STILL_MS = 300;

/** Watches a knowledge folder; each change, once the folder is still, is read whole and checked. */
export function watchKnowledge(deps: KnowledgeWatchDeps): KnowledgeWatch {
  const { dir, load, scheduler, changed, rejected, failed } = deps;
  let { hash } = deps;
  let stopped = false;
  const stillness = createAlarm(scheduler);

  const reloads = oneAtATime(async () => {
    const result = await load(hash);
    if (stopped || !result) return;
    if ("problems" in result) rejected(result.problems);
    else if (result.knowledge.hash !== hash) {
      hash = result.knowledge.hash;
      changed(result.knowledge);
    }
  });

  const whenStill = () => stillness.set(STILL_MS, reloads.request);

  const watcher = watch(dir, {
    ignoreInitial: true,
    ignored: (path, stats) => stats?.isFile() === true && !isKnowledgeFile(path),
  });
  watcher.on("all", whenStill);
  watcher.on("error", failed);
  const ready = new Promise<void>((resolve) => {
    watcher.once("ready", () => {
      whenStill();
      resolve();
    });
  });

  return {
    ready,
    async stop() {
      stopped = true;
      stillness.cancel();
      await watcher.close();
      await reloads.idle();
    },
  };
}

/** Editors keep drafts beside a file: `.norway.yaml.swp`, `norway.yaml~`, `.#norway.yaml`. */
function isKnowledgeFile(path: string): boolean {
  return path.endsWith(".yaml") && !basename(path).startsWith(".");
}
