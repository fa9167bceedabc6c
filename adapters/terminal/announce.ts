#!/usr/bin/env node
import { announce } from "./announce-program.ts";

process.exitCode = await announce(process);
