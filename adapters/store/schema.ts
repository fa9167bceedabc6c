/** The tables, on any SQL store. Times are integer milliseconds, ids and JSON are text. */
export interface Schema {
  knowledge_seen: { position: number; hash: string; at: number };
  ledger: { kind: string; subject: string; data: string; at: number };
  batches: { number: number; at: number };
  events: { id: string; batch: number; position: number; data: string };
  posts: PostTable;
  /** What each post that is no edit and no note tells of. */
  post_subjects: { subject: string; post_id: string };
  deliveries: DeliveryTable;
  delivery_events: { event_id: string; platform: string; channel: string; delivery_id: string };
  leases: { platform: string; holder: string; epoch: number; expires_at: number };
  memory: { key: string; value: string };
  subscriptions: SubscriptionTable;
  subscription_audit: {
    platform: string;
    channel: string;
    revision: number;
    at: number;
    actor: string | null;
    actor_name: string | null;
    data: string;
  };
  installations: InstallationTable;
  /** Workspaces that were met under an installation for their whole organisation. */
  enterprise_workspaces: { workspace: string; enterprise: string };
  channel_settings: {
    platform: string;
    channel: string;
    mode: string;
    language: string | null;
    changed_at: number;
  };
  feedback: FeedbackTable;
  unanswered: UnansweredTable;
  wishes: WishTable;
  operator_log: { position: number; at: number; who: string; what: string; subject: string };
}

/** What deliveries say: the news of it and their words in one language. */
interface PostTable {
  id: string;
  batch: number;
  reference: string;
  data: string;
  /** JSON array of the ids of the events that it tells, in order. */
  events: string;
  language: string;
}

/** A delivery and its state: the columns after `state` that the state has no use for are null. */
export interface DeliveryTable {
  id: string;
  batch: number;
  post_id: string;
  platform: string;
  channel: string;
  action: string;
  /** Id of the delivery that made the earlier post; null for a post. */
  target: string | null;
  state: string;
  attempts: number;
  /** When the next step is due, or the send began; null once nothing more happens by itself. */
  due_at: number | null;
  begun_at: number | null;
  epoch: number | null;
  looks: number | null;
  message_id: string | null;
  reason: string | null;
  updated_at: number;
}

/** What a channel asked for; `paused_since` is null unless it is paused. */
interface SubscriptionTable {
  platform: string;
  channel: string;
  workspace: string;
  kinds: string;
  language: string;
  paused_since: number | null;
  paused_until: number | null;
  pause_reason: string | null;
  /** 1 while the subscriber is still to be told that the bot has paused the channel; else 0. */
  untold: number;
  subscriber: string;
  /** Number of changes. */
  revision: number;
  created_at: number;
  changed_at: number;
}

/** Where the bot was installed; all but ids and times is sealed. */
interface InstallationTable {
  /** Id of the workspace, or of the organisation when it is for all its workspaces. */
  id: string;
  enterprise: string | null;
  sealed: string;
  /** Number of writes; a token is renewed on the revision that it was read with, or not at all. */
  revision: number;
  installed_at: number;
  /** Until then (ms) one process renews the token; null when none does. */
  renewing_until: number | null;
}

/** What a person thinks of an answer; the question is null when it was forgotten meanwhile. */
interface FeedbackTable {
  question_id: string;
  user_id: string;
  at: number;
  /** 1 or 0. */
  helpful: number;
  question: string | null;
  language: string | null;
}

/** A question that the bot could not answer. */
interface UnansweredTable {
  id: string;
  user_id: string;
  at: number;
  question: string;
  language: string;
  outcome: string;
}

/** A person who wants to be told once a question can be answered. */
interface WishTable {
  question_id: string;
  user_id: string;
  at: number;
  question: string;
  language: string;
  told_at: number | null;
}
