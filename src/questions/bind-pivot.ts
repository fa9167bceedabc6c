import { stretchOrEvent } from "./bind-time.ts";
import type { Stretch } from "./calendar.ts";
import { hasCue, type Reading } from "./reading.ts";
import { isAny, overFillers, type Scene } from "./scan.ts";

type Side = "before" | "after";

/** "Before or after Brexit", "before 2019 or after it": asks for the side and claims none. */
export function bindPivot(scene: Scene, at: number, reading: Reading): number {
  const { terms } = scene;
  const first = sideOf(terms, at);
  if (!first) return 0;
  const joined = hasCue(terms[at + 1], "or");
  const start = overFillers(terms, joined ? at + 3 : at + 1);
  const stretch = stretchOrEvent(scene, start, true, reading);
  if (!stretch) return 0;
  const end = start + stretch.length;
  const or = joined ? at + 1 : end;
  const second = hasCue(terms[or], "or") ? sideOf(terms, or + 1) : null;
  const next = !second || second === first ? null : joined ? end : overAgain(scene, or + 2, stretch, reading);
  if (next === null) return 0;
  reading.pivot = { from: stretch.from, to: stretch.to };
  return next - at;
}

/** "… or after Brexit", "… or after it", "… or after": the same time once more, or nothing. */
function overAgain(scene: Scene, at: number, { from, to }: Stretch, reading: Reading): number | null {
  const start = overFillers(scene.terms, at);
  const again = stretchOrEvent(scene, start, true, reading);
  if (again) return again.from === from && again.to === to ? start + again.length : null;
  return hasCue(scene.terms[start], "it") ? start + 1 : at;
}

function sideOf(terms: Scene["terms"], at: number): Side | null {
  if (isAny(terms, at, ["before", "earlier"])) return "before";
  return isAny(terms, at, ["after", "later"]) ? "after" : null;
}
