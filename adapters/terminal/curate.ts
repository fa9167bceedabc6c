#!/usr/bin/env node
import { curate } from "./curate-program.ts";
import { endWithReader } from "./end-with-reader.ts";

endWithReader(process);
process.exitCode = await curate(process);
