import type { Source } from "../knowledge/knowledge-base.ts";

/** One announcement as it goes to a channel. Plain text, not mark-up: escape it for the platform. */
export interface Post {
  /** Lines joined by "\n". */
  readonly text: string;
  readonly sources: readonly Source[];
  readonly labels: { readonly asOf: string; readonly sources: string };
  /** Short reference shown in the footer, by which the post is found again: `rc-3f9c2a1b7d`. */
  readonly reference: string;
  /** Posted by an operator to see whether it arrives; never published beyond its channel. */
  readonly isTest?: true;
}

/** What is done in the channel; `messageId` is the platform's own id of the earlier post. */
type DispatchAction =
  | { readonly kind: "post" }
  | { readonly kind: "edit" | "note" | "crosspost"; readonly messageId: string };

/** One delivery, as a platform receives it. */
export interface Dispatch {
  readonly channel: string;
  readonly action: DispatchAction;
  readonly post: Post;
  /** At most 25 characters, the same at each attempt of this delivery and different for each channel. */
  readonly nonce: string;
}
