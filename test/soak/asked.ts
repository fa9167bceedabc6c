/** The question of `number`: half as they are, the others mistyped, cut, joined or shuffled. The same each time. */
export function asked(corpus: readonly string[], number: number): string {
  const text = corpus[number % corpus.length] ?? "";
  const at = (number * 7919) % (text.length + 1);
  switch (number % 8) {
    case 1:
      return text.slice(0, at) + text.slice(at + 1);
    case 3:
      return `${text.slice(0, at)}${LETTERS[number % LETTERS.length]}${text.slice(at)}`;
    case 5:
      return `${text} ${corpus[at % corpus.length]}`;
    case 7:
      return text.split(" ").toReversed().join(" ").slice(0, at);
    default:
      return text;
  }
}

const LETTERS = "abcdefghijklmnopqrstuvwxyzåß\u0301\u200f🇳?";
