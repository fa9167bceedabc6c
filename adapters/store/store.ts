import type { Delivery, DeliveryState, InDoubt, Sending } from "../../src/announcements/delivery.ts";
import type { testPost, Verdict } from "../../src/announcements/operator.ts";
import type { Planner } from "../../src/announcements/plan.ts";
import type { Plan } from "../../src/announcements/plan-totals.ts";
import type { AuditEntry, Place, Subscription } from "../../src/subscriptions/subscription.ts";
import type { ChannelSettingsStore } from "./channel-settings.ts";
import type { Curation } from "./curation.ts";

/** Everything the bot keeps across restarts. One contract test runs on every kind of store. */
export interface Store {
  readonly ledger: LedgerStore;
  readonly outbox: Outbox;
  readonly leases: Leases;
  readonly memory: Memory;
  readonly subscriptions: Subscriptions;
  readonly operator: Operator;
  readonly installations: Installations;
  readonly channelSettings: ChannelSettingsStore;
  readonly curation: Curation;
  close(): Promise<void>;
}

/** What was announced. */
export interface LedgerStore {
  /** What `announce` would do, with nothing written. */
  preview(planner: Planner): Promise<Plan>;
  /**
   * Reads, decides, and writes what follows, all in one transaction: events and deliveries are in the outbox
   * exactly when the ledger says that they were announced. Channels are read only when something may follow for
   * them, and some at a time: nothing is kept of those that are done, and all else has its turn in between.
   */
  announce(planner: Planner, times: AnnounceTimes): Promise<Plan>;
}

export interface AnnounceTimes {
  /** Hash of the knowledge that is announced. */
  readonly hash: string;
  readonly now: number;
  /** When the first attempt is due. */
  readonly dueAt: number;
  /** True when everything waits for an operator to agree. */
  readonly approval?: boolean;
  /** Who says that the knowledge is in force, though a later one was seen. */
  readonly adopted?: string;
}

/** The right to post to a platform, for one process at a time. */
export interface Lease {
  readonly platform: string;
  readonly holder: string;
  /** Grows with each new holder; a write under an old epoch is refused. */
  readonly epoch: number;
}

export interface Leases {
  /** Takes a lease that is free or has expired; else tells until when another holds it. */
  take(
    platform: string,
    holder: string,
    now: number,
    expiresAt: number,
  ): Promise<{ readonly lease: Lease } | { readonly heldUntil: number }>;
  /** False when another has taken it. */
  renew(lease: Lease, expiresAt: number): Promise<boolean>;
  release(lease: Lease): Promise<void>;
}

/** The deliveries. All that changes some is one transaction, and does nothing when `lease` is no longer in force. */
export interface Outbox {
  /** The first unsettled delivery of each channel of a platform, soonest due first; none that is being sent. */
  heads(platform: string, limit: number): Promise<ReadonlyArray<Delivery>>;
  /** Marks deliveries as being sent, before they are; gives back those that were still to be sent. */
  begin(
    lease: Lease,
    ids: readonly string[],
    now: number,
    /** The channels of the settings: news to another that never asked for any is given up; by default all. */
    fixed?: ReadonlySet<string>,
  ): Promise<ReadonlyArray<Delivery<Sending>>>;
  /**
   * Writes what came of sends and looks; gives the ids of those that were ours to write. One that was begun
   * under an earlier lease is, as long as nobody else has touched it.
   */
  settle(lease: Lease, settlements: readonly Settlement[], now: number): Promise<ReadonlySet<string>>;
  /** Deliveries that an earlier holder of the lease left while sending. */
  stranded(lease: Lease): Promise<ReadonlyArray<Delivery<Sending>>>;
  counts(): Promise<readonly DeliveryCount[]>;
  /** Those of `ids` that there are. */
  byIds(ids: readonly string[]): Promise<ReadonlyArray<Delivery>>;
  /** All deliveries in these states, oldest first. */
  inState(kinds: ReadonlyArray<DeliveryState["kind"]>): Promise<ReadonlyArray<Delivery>>;
}

/** What an operator does to deliveries; each is noted with who did it and when. */
export interface Operator {
  /** Releases what is held, if that is exactly the plan of `hash`; else tells the hash of what is, or null. */
  approve(
    hash: string,
    by: Operation,
  ): Promise<{ readonly released: readonly Delivery[] } | { readonly held: string | null }>;
  /** Queues again what was given up, or one of it; not what was corrected since, which would be wrong now. */
  retry(
    id: string | null,
    by: Operation,
  ): Promise<{ readonly queued: readonly Delivery[]; readonly outdated: readonly Delivery[] }>;
  /** Says of a delivery in doubt what became of it; any other comes back as it is, or null. */
  settle(id: string, verdict: Verdict, by: Operation): Promise<Delivery | null>;
  /** Queues a test post. */
  test(test: TestPost, by: Operation): Promise<void>;
  /** The last operations, newest first. */
  log(limit: number): Promise<readonly LoggedOperation[]>;
}

export interface Operation {
  readonly who: string;
  readonly now: number;
}

export interface TestPost {
  readonly test: ReturnType<typeof testPost>;
  readonly platform: string;
  readonly channel: string;
  readonly language: string;
}

interface LoggedOperation {
  readonly at: number;
  readonly who: string;
  readonly what: string;
  readonly subject: string;
}

/** What came of a send or a look. */
export interface Settlement {
  readonly delivery: Delivery<Sending | InDoubt>;
  readonly next: DeliveryState;
}

export interface DeliveryCount {
  readonly platform: string;
  readonly state: string;
  readonly count: number;
}

/** Small values by key: what the bot must remember and cannot compute. */
export interface Memory {
  read(key: string): Promise<string | null>;
  write(key: string, value: string): Promise<void>;
}

/** What channels asked for in chat, and who changed what when. */
export interface Subscriptions {
  /** Null when the channel never asked for anything. */
  of(platform: string, channel: string): Promise<Subscription | null>;
  list(platform: string): Promise<readonly Subscription[]>;
  /** Those of one workspace. */
  ofWorkspace(platform: string, workspace: string): Promise<readonly Subscription[]>;
  /**
   * Reads, decides, and writes subscription and audit entry in one transaction. Of two changes at once the
   * second is decided on what the first left. With `rewording`, what waits untried for a channel that gets another
   * language is worded in it, in the same transaction.
   */
  change<C extends SubscriptionChange>(
    place: Pick<Place, "platform" | "channel">,
    decide: (current: Subscription | null) => C,
    rewording?: Rewording,
  ): Promise<C>;
  /**
   * Pauses a channel that takes no posts any more, with the reason; its settings stay. Null when there is
   * nothing to pause, or it is paused already: whoever is to be told is told once a pause.
   */
  pauseDead(platform: string, channel: string, reason: string, now: number): Promise<Subscription | null>;
  /** Does so for each channel of a workspace; gives those that were paused. */
  pauseWorkspace(
    platform: string,
    workspace: string,
    reason: string,
    now: number,
  ): Promise<readonly Subscription[]>;
  /** Channels that were paused so, whose subscribers are still to be told; one is until `told`, or changed. */
  untold(platform: string): Promise<readonly Subscription[]>;
  told({ platform, channel, pause }: Subscription): Promise<void>;
  /** The last changes, newest first. */
  audit(platform: string, channel: string, limit: number): Promise<readonly AuditEntry[]>;
}

/** The words of the knowledge in force, and when what gets them is due. */
export interface Rewording {
  readonly planner: Planner;
  readonly times: AnnounceTimes;
}

/** What is written; nothing when either is null. */
export interface SubscriptionChange {
  readonly next: Subscription | null;
  readonly audit: AuditEntry | null;
}

/** Where the bot was installed: the bot in a workspace, or in all workspaces of an organisation. */
export interface StoredInstallation {
  /** Id of the workspace, or of the organisation. */
  readonly id: string;
  /** The organisation that the workspace is in, if any. */
  readonly enterprise: string | null;
  readonly name: string;
  /** Id of the person who installed it. */
  readonly installer: string;
  readonly bot: {
    readonly token: string;
    readonly userId: string;
    readonly botId: string;
    readonly scopes: readonly string[];
    /** With it the token is renewed, once: then there is a new one of both. Null for a token that lasts. */
    readonly refreshToken: string | null;
    /** In ms; null for a token that lasts. */
    readonly expiresAt: number | null;
  };
}

export interface KeptInstallation {
  readonly installation: StoredInstallation;
  readonly revision: number;
}

/** Installations by workspace; tokens are encrypted at rest, and an error about one names its row. */
export interface Installations {
  /** That of the workspace; else that of its organisation, given or met before. */
  of(place: {
    readonly workspace: string | null;
    readonly enterprise: string | null;
  }): Promise<KeptInstallation | null>;
  save(installation: StoredInstallation, now: number): Promise<void>;
  /** Deletes one that was made up to `before` (ms); false when there is none. */
  remove(id: string, before: number): Promise<boolean>;
  /** Of several processes that would renew a token at once, one gets true, until `until` (ms). */
  claimRenewal(kept: KeptInstallation, now: number, until: number): Promise<boolean>;
  /** Writes a renewed token; false when another was written meanwhile. */
  renew(kept: KeptInstallation, next: StoredInstallation): Promise<boolean>;
  /** Says which organisation a workspace is in. */
  belongs(workspace: string, enterprise: string): Promise<void>;
  /** Workspaces met in an organisation that have no installation of their own. */
  workspacesOf(enterprise: string): Promise<readonly string[]>;
  /** Encrypts what an older key encrypted with the first one; gives how many. */
  rotate(): Promise<number>;
}
