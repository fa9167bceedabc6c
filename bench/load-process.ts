/** Milliseconds and resident megabytes; imports nothing at the top, so that bare Node can be measured. */
export interface LoadReport {
  readonly importMs: number;
  readonly readMs: number;
  /** Parse and check; from the cache, reading it is counted in `readMs`. */
  readonly parseMs: number;
  readonly indexMs: number;
  readonly importsRssMb: number;
  readonly rssMb: number;
  readonly askedRssMb: number;
}

const NOTHING = { importMs: 0, readMs: 0, parseMs: 0, indexMs: 0, importsRssMb: 0, askedRssMb: 0 };
const QUESTIONS = ["Has Norway signed?", "When did Latvia join?", "Who has not signed?", "What is GDI?"];

const [, , mode, dataDir = ""] = process.argv;
const report = mode === "bare" ? { ...NOTHING, rssMb: settledRss() } : await loaded(mode === "cached");
process.send?.(report satisfies LoadReport, () => process.exit(0));

async function loaded(cached: boolean): Promise<LoadReport> {
  const start = performance.now();
  const { readKnowledgeFiles } = await import("../adapters/files/read-knowledge.ts");
  const { loadCompiledKnowledge } = await import("../adapters/files/load-knowledge.ts");
  const { parseKnowledge } = await import("../src/knowledge/parse-knowledge.ts");
  const { createRollcall } = await import("../src/rollcall.ts");
  const { KNOWLEDGE_DIR, TODAY } = await import("./setting.ts");
  const importMs = performance.now() - start;
  const importsRssMb = settledRss();
  const reading = performance.now();
  const texts = cached ? null : await readKnowledgeFiles(KNOWLEDGE_DIR);
  const early = texts ? null : await loadCompiledKnowledge(KNOWLEDGE_DIR, TODAY, dataDir);
  const read = performance.now();
  const result = texts ? parseKnowledge(texts, TODAY) : early;
  const checked = performance.now();
  if (!result || "problems" in result) {
    throw new Error("The knowledge has problems: npm run knowledge tells them.");
  }
  const rollcall = createRollcall(result.knowledge);
  const indexed = performance.now();
  const rssMb = settledRss();
  for (let at = 0; at < 2000; at += 1) {
    rollcall.ask(QUESTIONS[at % QUESTIONS.length] ?? "", { today: TODAY });
  }
  return {
    importMs,
    readMs: read - reading,
    parseMs: checked - read,
    indexMs: indexed - checked,
    importsRssMb,
    rssMb,
    askedRssMb: settledRss(),
  };
}

/** Resident megabytes once what is garbage is gone. */
function settledRss(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss / 2 ** 20;
}
