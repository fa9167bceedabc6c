/** What came of one attempt to post, in words all platforms share. */
export type Outcome =
  /** The platform confirmed the post. */
  | { readonly kind: "sent"; readonly messageId: string }
  /** The platform asked to wait; it took nothing. */
  | { readonly kind: "busy"; readonly retryAfterMs: number }
  /** The platform certainly took nothing. `lasting`: trying again cannot help (channel gone, no permission). */
  | { readonly kind: "failed"; readonly reason: string; readonly lasting: boolean }
  /** It is not known whether the platform took the post: the reply was lost. */
  | { readonly kind: "in-doubt"; readonly reason: string };

/** What a look into a channel for an earlier post came to. */
export type Sighting =
  | { readonly kind: "found"; readonly messageId: string }
  /** The channel was read over the whole time in question, and the post is not there. */
  | { readonly kind: "absent" }
  | { readonly kind: "unreadable"; readonly reason: string };
