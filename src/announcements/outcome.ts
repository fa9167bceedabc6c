/** What came of one attempt to post, in words all platforms share. */
export type Outcome =
  /** The platform confirmed the post. `publish`: followers of the channel get it by a crosspost. */
  | { readonly kind: "sent"; readonly messageId: string; readonly publish?: true }
  /**
   * The platform asked to wait; it took nothing. With scope `platform`, nothing else is to be tried there either;
   * with `workspace`, it says nothing of channels elsewhere, and the poster spares the others by itself.
   */
  | { readonly kind: "busy"; readonly retryAfterMs: number; readonly scope?: "platform" | "workspace" }
  | Failed
  /** It is not known whether the platform took the post: the reply was lost. */
  | { readonly kind: "in-doubt"; readonly reason: string };

/** Why a channel takes no posts, as the people who manage it are told. */
export type ClosedReason =
  /** Archived, frozen or locked. */
  | "archived"
  /** Deleted, or out of the bot's sight. */
  | "gone"
  /** The bot is not in it, or may not see it. */
  | "outside"
  /** The bot may not write there. */
  | "forbidden"
  /** Of a kind that takes no such posts. */
  | "unfit"
  /** In a workspace that took the app away. */
  | "uninstalled";

/** The platform certainly took nothing. */
export interface Failed {
  readonly kind: "failed";
  /** For whoever runs the bot, with what to do about it. */
  readonly reason: string;
  /** Trying again cannot help. */
  readonly lasting: boolean;
  /** Lasting, and about more than this one delivery: the earlier post was deleted, or the token is refused. */
  readonly concerns?: "target" | "platform";
  /** Lasting, and about the channel: it takes nothing. */
  readonly closed?: ClosedReason;
}

/** What a look into a channel for an earlier post came to. */
export type Sighting =
  | { readonly kind: "found"; readonly messageId: string; readonly publish?: true }
  /** The channel was read over the whole time in question, and the post is not there. */
  | { readonly kind: "absent" }
  | { readonly kind: "unreadable"; readonly reason: string };
