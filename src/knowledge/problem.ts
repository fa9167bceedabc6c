/** One thing wrong with one place in `knowledge/`, worded for the person who can mend it. */
export interface Problem {
  readonly file: string;
  /** `signed.date.on`; empty when the whole file is meant. */
  readonly path: string;
  readonly message: string;
  readonly hint?: string;
}

/** `signatories/norway.yaml: signed.date.on: "2019-02-31" is not a day. Hint: …` */
export function describeProblem({ file, path, message, hint }: Problem): string {
  const place = path === "" ? file : `${file}: ${path}`;
  return hint === undefined ? `${place}: ${message}` : `${place}: ${message}\n    ${hint}`;
}
