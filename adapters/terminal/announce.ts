#!/usr/bin/env node
import { announce } from "./announce-program.ts";
import { endWithReader } from "./end-with-reader.ts";

endWithReader(process);
process.exitCode = await announce(process);
