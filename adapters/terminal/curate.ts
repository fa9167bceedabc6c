#!/usr/bin/env node
import { curate } from "./curate-program.ts";

process.exitCode = await curate(process);
