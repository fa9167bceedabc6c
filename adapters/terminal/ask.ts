#!/usr/bin/env node
import { ask } from "./ask-program.ts";
import { endWithReader } from "./end-with-reader.ts";

endWithReader(process);
process.exitCode = await ask(process);
