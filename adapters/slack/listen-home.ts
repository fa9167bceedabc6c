import type { webApi } from "@slack/bolt";
import type { Events } from "./events.ts";
import { formatHome } from "./format-home.ts";
import { COMMAND, type ListenDeps } from "./listen-deps.ts";
import { describeError } from "./sdk-log.ts";

/** What a channel can be told, as the Home tab names it. */
const COMMANDS = [`${COMMAND} subscribe`, `${COMMAND} settings`];
const MOST_PROMPTS = 4;

/** Not every workspace has the view of agents; direct messages work without. */
const NO_AGENTS =
  /unknown_method|missing_scope|not_allowed|not_supported|feature_not_enabled|statusCode = 404/;

/** Shows the Home tab, and questions to begin with where somebody opens the direct messages. */
export function listenToHome(events: Events, { services, replies, hereOf }: ListenDeps): void {
  const told = new Set<string>();
  const warnOnce = (reason: string, words: string) => {
    if (told.has(words)) return;
    told.add(words);
    services.log.warn({ platform: "slack", reason }, words);
  };

  events.on("app_home_opened", async ({ event, context }) => {
    const { user, channel, tab } = event;
    const { client, self } = await hereOf(context);
    const workspace = context.teamId ?? self.team;
    const reader = { platform: "slack", workspace, locale: await localeOf(client, user) };
    const page = await services.home(reader);
    if (tab === "home") {
      // Where a question of the page is answered.
      const view = { type: "home", private_metadata: channel, blocks: formatHome(page, COMMANDS) } as const;
      await replies.follow(client.views.publish({ user_id: user, view })).catch((error: unknown) => {
        warnOnce(
          describeError(error),
          "Slack does not show the Home tab: turn it on under App Home in the app.",
        );
      });
      return;
    }
    const prompts = page.words.examples.questions
      .slice(0, MOST_PROMPTS)
      .map((question) => ({ title: question, message: question }));
    await replies
      .follow(client.assistant.threads.setSuggestedPrompts({ channel_id: channel, prompts }))
      .catch((error: unknown) => {
        const reason = describeError(error);
        if (!NO_AGENTS.test(reason))
          warnOnce(reason, "Slack takes no suggested questions; all else goes on.");
      });
  });
}

/** The language of a person's client, where the app may ask. */
async function localeOf(client: webApi.WebClient, user: string): Promise<string | undefined> {
  return client.users.info({ user, include_locale: true }).then(
    (answer) => answer.user?.locale,
    () => undefined,
  );
}
