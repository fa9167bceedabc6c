#!/usr/bin/env node
import { endWithReader } from "./end-with-reader.ts";
import { store } from "./store-program.ts";

endWithReader(process);
process.exitCode = await store(process);
