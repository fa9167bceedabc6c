import type { Destination } from "../../src/announcements/destination.ts";
import type { KnowledgeBase } from "../../src/knowledge/knowledge-base.ts";
import { type LanguageCode, languageCode } from "../../src/knowledge/schema/values.ts";
import { supportedLanguage } from "../../src/knowledge/supported-language.ts";
import { remark, type Sentence } from "../../src/questions/answer.ts";
import { oncePer } from "../../src/questions/evaluate/once-per.ts";
import { apply } from "../../src/subscriptions/apply.ts";
import { type Check, describeChecks, wordsOfCheck, wouldPost } from "../../src/subscriptions/checks.ts";
import type { ChangeCommand } from "../../src/subscriptions/command.ts";
import { describeSubscription } from "../../src/subscriptions/describe.ts";
import { describeAudit } from "../../src/subscriptions/describe-audit.ts";
import { type MeantCommand, meantCommand } from "../../src/subscriptions/near-verb.ts";
import { type Parsed, parseCommand } from "../../src/subscriptions/parse-command.ts";
import { type ParsedSettings, parseSettings } from "../../src/subscriptions/parse-settings.ts";
import { previewOf } from "../../src/subscriptions/preview.ts";
import { inOrder, type Subscription } from "../../src/subscriptions/subscription.ts";
import { termsOf } from "../../src/subscriptions/terms.ts";
import { compose } from "../../src/wording/compose.ts";
import { wordingOf } from "../../src/wording/wording-of.ts";
import type { Clock } from "../clock.ts";
import type { Log } from "../log.ts";
import type { ChatServices, Managing, Notice } from "../platform.ts";
import type { Rewording } from "../store/reword.ts";
import type { Store } from "../store/store.ts";
import { type ManageSettingsDeps, manageSettings } from "./manage-settings.ts";
import { viewOf } from "./view.ts";

export interface ManageDeps {
  readonly subscriptions: Store["subscriptions"];
  /** The channels of the settings. */
  readonly fixed: readonly Destination[];
  /** The knowledge in force. */
  readonly knowledge: () => KnowledgeBase;
  /** Whether something said by itself is a question, be it one that needs another before it. */
  readonly isQuestion: (text: string) => boolean;
  /** How what waits is worded in another language. */
  readonly rewording: () => Rewording;
  /** How the bot behaves in each channel. */
  readonly settings: ManageSettingsDeps;
  readonly clock: Pick<Clock, "now">;
  readonly log: Log;
}

const ENGLISH: LanguageCode = languageCode.parse("en");
const AUDIT_LINES = 10;
const keptTerms = oncePer(termsOf);

/** What both chat platforms offer to those who manage a channel. */
export function createManage(deps: ManageDeps): ChatServices["manage"] {
  return (text, managing) => {
    const knowledge = deps.knowledge();
    const terms = keptTerms(knowledge);
    const parsed = parseSettings(text, terms) ?? parseCommand(text, terms);
    const orFailed = (error: unknown) => {
      deps.log.error({ err: error }, "a command of those who manage a channel was not carried out");
      return failed(managing, knowledge);
    };
    if (parsed) return answer(parsed, managing, knowledge, deps).catch(orFailed);
    const meant = meantCommand(text, terms);
    return meant && !deps.isQuestion(text) ? offer(meant, managing, knowledge, deps).catch(orFailed) : null;
  };
}

async function failed(managing: Managing, knowledge: KnowledgeBase): Promise<Notice> {
  const language = (await languageOf(managing, knowledge)) ?? ENGLISH;
  return noticeOf([remark({ id: "chat-failed", args: {} })], language, knowledge);
}

/** Says what may have been meant, and does none of it. */
async function offer(
  { typed, command, language }: MeantCommand,
  managing: Managing,
  knowledge: KnowledgeBase,
  deps: ManageDeps,
): Promise<Notice> {
  const args = { typed: [typed], command: [`${managing.command} ${command}`] };
  const current = await currentOf(managing, deps);
  const spoken = (await languageOf(managing, knowledge)) ?? language ?? current?.language ?? ENGLISH;
  return noticeOf([remark({ id: "misspelt-verb", args })], spoken, knowledge);
}

function noticeOf(sentences: readonly Sentence[], language: LanguageCode, knowledge: KnowledgeBase): Notice {
  const words = compose(sentences, wordingOf(knowledge, language), knowledge.asOf);
  return { kind: "words", words };
}

async function currentOf(managing: Managing, deps: ManageDeps): Promise<Subscription | null> {
  const { platform, channel } = managing;
  return (await deps.subscriptions.of(platform, channel)) ?? impliedFor(managing, deps);
}

async function languageOf({ locale }: Managing, knowledge: KnowledgeBase): Promise<LanguageCode | null> {
  const wanted = await locale?.().catch(() => undefined);
  return supportedLanguage(knowledge, wanted);
}

async function answer(
  parsed: Parsed | ParsedSettings,
  managing: Managing,
  knowledge: KnowledgeBase,
  deps: ManageDeps,
): Promise<Notice> {
  const { subscriptions, clock } = deps;
  const { platform, channel, command } = managing;
  const current = await currentOf(managing, deps);
  const language = (await languageOf(managing, knowledge)) ?? current?.language ?? ENGLISH;
  const say = (sentences: readonly Sentence[]) => noticeOf(sentences, language, knowledge);
  if (parsed.kind === "malformed") return say([remark(parsed.hint)]);
  if (!(await managing.mayManage().catch(() => false))) {
    const viewing = { known: deps.settings.known, now: clock.now() };
    return say((await viewOf(parsed, current, managing, viewing)).map(remark));
  }
  if (parsed.kind === "settings") {
    return say(await manageSettings(parsed.asked, managing, deps.settings, clock.now()));
  }
  switch (parsed.command.verb) {
    case "subscriptions":
      return say(describeSubscription(current, { command, now: clock.now(), isNew: false }).map(remark));
    case "audit":
      return say(describeAudit(await subscriptions.audit(platform, channel, AUDIT_LINES)));
    case "doctor":
      return say(diagnosis(await checked(managing)));
    case "preview": {
      const post = previewOf(knowledge, current?.language ?? language);
      return post ? { kind: "post", post } : say([remark({ id: "preview-none", args: {} })]);
    }
    default:
      return say(await change(parsed.command, managing, deps));
  }
}

/** `subscribe` and `resume` promise posts, so they are refused where a post would fail. */
async function change(
  command: ChangeCommand,
  managing: Managing,
  deps: ManageDeps,
): Promise<readonly Sentence[]> {
  const promises = command.verb === "subscribe" || command.verb === "resume";
  const checks = promises ? await checked(managing) : [];
  const failing = checks.filter(({ about, ok }) => !ok && about !== "hearing");
  if (!wouldPost(checks)) return describeChecks(failing, { id: "checks-refused", args: {} });
  const asking = { ...managing, now: deps.clock.now() };
  const { reply } = await deps.subscriptions.change(
    managing,
    (current) => apply(command, current ?? impliedFor(managing, deps), asking),
    command.verb === "subscribe" ? deps.rewording() : undefined,
  );
  return [...reply, ...failing.map(wordsOfCheck)].map(remark);
}

/** A platform that does not answer leaves it open whether a post would come through: then it counts as no. */
async function checked({ checks }: Managing): Promise<readonly Check[]> {
  return checks().catch(() => [{ about: "reach", ok: false, needs: [] }]);
}

function diagnosis(checks: readonly Check[]): readonly Sentence[] {
  return describeChecks(checks, { id: wouldPost(checks) ? "doctor-good" : "doctor-bad", args: {} });
}

/** A channel of the settings gets everything until somebody who manages it says otherwise. */
function impliedFor(
  { platform, workspace, channel, actor }: Managing,
  { fixed, clock }: ManageDeps,
): Subscription | null {
  const found = fixed.find((one) => one.platform === platform && one.channel === channel);
  if (!found) return null;
  const now = clock.now();
  const kinds = inOrder(found.kinds);
  const place = { platform, workspace, channel };
  const { language } = found;
  return { ...place, kinds, language, pause: null, subscriber: actor.id, createdAt: now, changedAt: now };
}
