import { SCOPES } from "./scopes.ts";

const ENTITY: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(raw: string): string {
  return raw.replace(/[&<>"']/g, (sign) => ENTITY[sign] ?? sign);
}

/** Headers of every page: nothing is loaded, nothing frames it, and no address is told to Slack. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
};

const STYLE =
  "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff}" +
  "a{color:#1b3a6b}a:focus{outline:3px solid #1b3a6b;outline-offset:3px}" +
  ".go{display:inline-block;padding:.6rem 1rem;background:#1b3a6b;color:#fff}td,th{text-align:left;padding:.2rem .8rem .2rem 0;vertical-align:top}";

function page(title: string, body: string): string {
  return (
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>` +
    `<meta name="viewport" content="width=device-width,initial-scale=1"><style>${STYLE}</style></head>` +
    `<body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>\n`
  );
}

/** What is shown before: what the app asks for, and why. `url` is Slack's page that asks for consent. */
export function pageBefore(url: string): string {
  const rows = SCOPES.map(
    ({ name, why }) => `<tr><th scope="row"><code>${name}</code></th><td>${escapeHtml(why)}</td></tr>`,
  );
  return page(
    "Install Rollcall in a Slack workspace",
    "<p>Rollcall answers questions about the 1+ Million Genomes declaration, and posts news of it to the " +
      "channels that ask for it. It reads no channel that it was not invited to.</p>" +
      `<table><caption>What it asks Slack for, and why</caption><tbody>${rows.join("")}</tbody></table>` +
      `<p><a class="go" href="${escapeHtml(url)}">Go on to Slack</a></p>` +
      "<p>Slack asks which workspace it is for. The page is good for ten minutes.</p>",
  );
}

/** What is shown once it is installed. */
export function pageAfter(name: string): string {
  return page(
    "Rollcall is installed",
    `<p>Rollcall is now in ${escapeHtml(name)}. In Slack:</p><ul>` +
      "<li>write <code>/rollcall has Norway signed?</code>, or a direct message to Rollcall;</li>" +
      "<li>in a channel, <code>/invite @Rollcall</code> and mention it;</li>" +
      "<li>for news in a channel, <code>/rollcall subscribe</code> there.</li></ul>",
  );
}

/** What is shown when it could not be: the reason, and how to begin again. */
export function pageFailed(reason: string): string {
  return page(
    "Rollcall was not installed",
    `<p>${escapeHtml(reason)}</p><p><a href="install">Begin again</a></p>`,
  );
}
