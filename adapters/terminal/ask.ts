#!/usr/bin/env node
import { ask } from "./ask-program.ts";

/** A reader that has seen enough (`| head -1`) closes the pipe: no reason to fail. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit(0);
});

process.exitCode = await ask(process);
