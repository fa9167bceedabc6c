import { createRequire } from "node:module";
import { ROOT } from "../setting.ts";

/** Loads a library of bench/package.json: it is no dependency of the product, so its types are not known here. */
export const requirePeer = createRequire(`${ROOT}bench/package.json`);
