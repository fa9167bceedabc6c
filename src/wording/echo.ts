/** Longest piece of a person's own words that is quoted back, in characters. */
const MAX_ECHOED = 40;

/** Zero-width and direction marks, ends of lines, and letters that show nothing. */
const UNSEEN = /[\p{Cf}\p{Cc}\p{Zl}\p{Zp}\u115F\u1160\u3164\uFFA0]/gu;
/** Letters that turn what stands beside them: Hebrew, Arabic and all that is written like them. */
const RIGHT_TO_LEFT = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;
const [ISOLATE, POP_ISOLATE] = ["\u2068", "\u2069"];

/** What a person wrote, fit to stand among our words: short, visible, and turning nothing around it. */
export function echo(words: string): string {
  const characters = [...steady(words.replace(UNSEEN, ""))];
  const shown =
    characters.length > MAX_ECHOED ? `${characters.slice(0, MAX_ECHOED).join("")}…` : characters.join("");
  return RIGHT_TO_LEFT.test(shown) ? `${ISOLATE}${shown}${POP_ISOLATE}` : shown;
}

const TURNING = /[\u202A-\u202E]/g;
/** No script puts more than four marks on one letter. */
const FLOOD = /(\p{M}{4})\p{M}+/gu;

/** Any text without what would turn or bury the text around it; each platform sends nothing without. */
export function steady(text: string): string {
  return text.replace(TURNING, "").replace(FLOOD, "$1");
}
