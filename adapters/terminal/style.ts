/** What the terminal at hand can show. */
export interface Style {
  strong(text: string): string;
  faint(text: string): string;
  link(text: string, url: string): string;
}

const PLAIN: Style = {
  strong: (text) => text,
  faint: (text) => text,
  link: (text, url) => `${text} <${url}>`,
};

const COLOURED: Style = {
  strong: (text) => `\u001b[1m${text}\u001b[22m`,
  faint: (text) => `\u001b[2m${text}\u001b[22m`,
  link: (text, url) => `${text} ${COLOURED.faint(`<${url}>`)}`,
};

/** Programs known to show OSC 8 hyperlinks; others print the escape as rubbish. */
const LINKING = ["iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper"];

/** Colour only on a terminal, never under NO_COLOR or TERM=dumb; hyperlinks only where they are known to work. */
export function styleFor(isTty: boolean, env: Readonly<Record<string, string | undefined>>): Style {
  if (!isTty || env["NO_COLOR"] || env["TERM"] === "dumb") return PLAIN;
  const links =
    LINKING.includes(env["TERM_PROGRAM"] ?? "") ||
    Boolean(env["VTE_VERSION"]) ||
    Boolean(env["KITTY_WINDOW_ID"]);
  return links ? { ...COLOURED, link: hyperlink } : COLOURED;
}

function hyperlink(text: string, url: string): string {
  return `\u001b]8;;${url}\u001b\\${text}\u001b]8;;\u001b\\`;
}
