import type { Outcome, Sighting } from "./outcome.ts";
import type { Dispatch } from "./post.ts";

/** How one platform posts announcements. An SDK error becomes an outcome; nothing is thrown. */
export interface Poster {
  send(dispatch: Dispatch): Promise<Outcome>;
  /** Looks for the post of `dispatch` in its channel, around the time (ms) of the attempt. */
  find(dispatch: Dispatch, sentAt: number): Promise<Sighting>;
}
