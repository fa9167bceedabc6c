export const SECRET = "a-secret-of-the-operator";

/** Nobody listens on the discard port of this machine. */
export const UNREACHABLE = {
  SLACK_BOT_TOKEN: `xoxb-${SECRET}`,
  SLACK_APP_TOKEN: `xapp-${SECRET}`,
  SLACK_API_URL: "http://127.0.0.1:9/api/",
  DISCORD_TOKEN: SECRET,
  DISCORD_API_URL: "http://127.0.0.1:9/api",
  ANNOUNCE_SLACK_CHANNELS: "C0123456789,C0123456780",
  ANNOUNCE_DISCORD_CHANNELS: "112233445566778899",
};

/** The one signatory without which the order of all others still stands. */
export const LATEST = "signatories/romania.yaml";
