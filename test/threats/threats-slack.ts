import type { Threat } from "./threats.ts";

const ESCAPE = "adapters/slack/escape.ts";
const MESSAGE = "adapters/slack/message.ts";
const ATTACKS = "test/slack/attacks.test.ts";

export const SLACK_THREATS: readonly Threat[] = [
  {
    attack: "Slack: a question, name or page of the knowledge holds `<!channel>` or `<@U1>` and pings people",
    defence: "all text enters as an escaped leaf, in blocks and in the text of notifications",
    ...{ file: ESCAPE, replace: "    .replace(/[&<>]/g, (sign) => ENTITY[sign] ?? sign)", by: "" },
    test: {
      file: ATTACKS,
      name: "does nothing in a message to Slack, in blocks and in the text of notifications",
    },
  },
  {
    attack: "Slack: the same in news, by its post, its edit or the note about it",
    defence: "every message is made in one place, of escaped text",
    ...{ file: MESSAGE, replace: 'escapeText(raw).trim() || "…"', by: 'raw.trim() || "…"' },
    test: { file: ATTACKS, name: "does nothing in a post, in its edit and in the note about it" },
  },
  {
    attack: "Slack: words become bold, code or a quote and pass for something else",
    defence: "words are `plain_text`, which Slack does not format",
    file: MESSAGE,
    replace: 'return { type: "plain_text", text: escaped, emoji: false };',
    by: 'return { type: "mrkdwn", verbatim: true, text: escaped };',
    test: { file: ATTACKS, name: "formats nothing: words are plain text, save for the titles of sources" },
  },
  {
    attack: "Slack: the title of a source ends its link or formats what follows",
    defence: "signs of mrkdwn in titles become look-alikes",
    file: ESCAPE,
    replace: "LOOKALIKE[sign] ?? sign",
    by: "sign",
    test: { file: "test/slack/escape.test.ts", name: "leaves no sign that formats text or ends a label" },
  },
  {
    attack: "Slack: a source leads to `javascript:` or another scheme",
    defence: "only http and https become links",
    file: ESCAPE,
    replace: 'url.protocol !== "https:" && url.protocol !== "http:"',
    by: "false",
    test: {
      file: "test/slack/format.test.ts",
      name: "shows the title alone where the address is not one of the web",
    },
  },
  {
    attack: "Slack: the title of a source names another site than it leads to",
    defence: "the host stands beside the title",
    ...{ file: "adapters/slack/footer.ts", replace: "escapeMarkdown(new URL(url).host)", by: '""' },
    test: {
      file: "test/slack/format.test.ts",
      name: "names the host, so that a title cannot pass for another site",
    },
  },
  {
    attack: "Slack: a link unfolds a picture or text of another site",
    defence: "previews are off in every message",
    file: MESSAGE,
    replace: "blocks, unfurl_links: false,",
    by: "blocks, unfurl_links: true,",
    test: {
      file: "test/slack/format.test.ts",
      name: "shows the text as it is, with its sources and their age below",
    },
  },
  {
    attack: "Slack: two bots answer each other without end",
    defence: "what a bot wrote, this one included, is no question",
    file: "adapters/slack/heard.ts",
    replace: "said.bot_id !== undefined || user === botUserId",
    by: "false",
    test: { file: "test/slack/heard.test.ts", name: "hears neither itself nor other bots" },
  },
  {
    attack: "Slack: a frame that makes no sense ends the process",
    defence: "a frame the SDK cannot read is reported and skipped",
    file: "adapters/slack/socket-link.ts",
    replace: "Promise.resolve(read(...frame)).catch(report);",
    by: "read(...frame);",
    test: { file: "test/slack/socket.test.ts", name: "skips frames that make no sense" },
  },
  {
    attack: "Slack: someone changes the announcements of a channel that is not theirs",
    defence:
      "only admins and owners of the workspace, and who made the channel, may; no answer of Slack is a no",
    file: "adapters/slack/channel-facts.ts",
    replace: "found?.team_id === self.team && (",
    by: "(",
    test: {
      file: "test/slack/manage.test.ts",
      name: "denies all else to anyone else, an admin of another workspace included",
    },
  },
  {
    attack:
      "Slack: someone fills a channel by sharing one answer again and again, from an old copy of it too",
    defence: "an answer is shown to all once, whichever process hears the press",
    file: "adapters/slack/listen-buttons.ts",
    replace: "if (!(await services.takeShare(id))) return",
    by: "if (!(await services.takeShare(id))) await",
    test: {
      file: "test/slack/buttons.test.ts",
      name: "share nothing twice: by two presses at once, nor by one on an old copy after a restart",
    },
  },
  {
    attack: "Slack: a token gets into the log by an error of the SDK",
    defence: "tokens and tickets are struck from all that the SDK says",
    file: "adapters/slack/sdk-log.ts",
    replace: 'text.replace(SECRET, "[secret]")',
    by: "text",
    test: { file: "test/slack/sdk-log.test.ts", name: "holds no token and no ticket, whatever the SDK says" },
  },
];
