#!/usr/bin/env node
import { store } from "./store-program.ts";

process.exitCode = await store(process);
