/** Shorter surnames are names of much else. */
const MIN_SURNAME = 5;

/** What a person is called: "Lord James O'Shaughnessy", "James O'Shaughnessy", "Lord O'Shaughnessy", "O'Shaughnessy". */
export function personNames(name: string): readonly string[] {
  const words = name.split(" ");
  const [first, last] = [words[0], words.at(-1)];
  if (!first || !last || words.length === 1) return [name];
  const endings = words.slice(0, -1).map((_word, at) => words.slice(at).join(" "));
  return [...new Set([...endings, `${first} ${last}`, ...(last.length < MIN_SURNAME ? [] : [last])])];
}
