import type { InstallText, InstallWords } from "../../src/wording/install-words.ts";
import { COMMAND } from "./listen-deps.ts";
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
const HEADERS: Readonly<Record<string, string>> = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
  vary: "accept-language",
};

export function pageHeaders({ language }: InstallWords): Readonly<Record<string, string>> {
  return { ...HEADERS, "content-language": language };
}

const STYLE =
  "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem;color:#111;background:#fff;overflow-wrap:break-word}" +
  "a{color:#1b3a6b}a:focus{outline:3px solid #1b3a6b;outline-offset:3px}" +
  ".go{display:inline-block;padding:.6rem 1rem;background:#1b3a6b;color:#fff}caption,td,th{text-align:left;padding:.2rem .8rem .2rem 0;vertical-align:top}";

function page({ language }: InstallWords, title: string, body: string): string {
  return (
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>` +
    `<meta name="viewport" content="width=device-width,initial-scale=1"><style>${STYLE}</style></head>` +
    `<body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>\n`
  );
}

/** What is shown before: what the app asks for, and why. `url` is Slack's page that asks for consent. */
export function pageBefore(url: string, words: InstallWords): string {
  const said = (id: InstallText) => escapeHtml(words.text(id));
  const rows = SCOPES.map(({ name, why }) => {
    const reason = why === "scope-commands" ? words.line(why, COMMAND) : words.text(why);
    return `<tr><th scope="row"><code translate="no">${name}</code></th><td>${escapeHtml(reason)}</td></tr>`;
  });
  return page(
    words,
    words.text("install-title"),
    `<p>${said("install-about")}</p>` +
      `<table><caption>${said("install-scopes")}</caption><tbody>${rows.join("")}</tbody></table>` +
      `<p><a class="go" href="${escapeHtml(url)}">${said("install-go")}</a></p><p>${said("install-next")}</p>`,
  );
}

/** What is shown once it is installed. */
export function pageAfter(name: string, words: InstallWords): string {
  const lines = [
    words.line("installed-ask", `${COMMAND} ${words.question}`),
    words.line("installed-invite", "/invite @Rollcall"),
    words.line("installed-news", `${COMMAND} subscribe`),
  ].map((line) => `<li>${escapeHtml(line)}</li>`);
  const where = escapeHtml(words.where(name));
  return page(words, words.text("installed-title"), `<p>${where}</p><ul>${lines.join("")}</ul>`);
}

/** What is shown when it could not be: the reason, and how to begin again. */
export function pageFailed(reason: InstallText, words: InstallWords): string {
  return page(
    words,
    words.text("install-failed"),
    `<p>${escapeHtml(words.text(reason))}</p><p><a href="install">${escapeHtml(words.text("install-again"))}</a></p>`,
  );
}
