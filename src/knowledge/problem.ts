/** One thing wrong with one place in `knowledge/`, worded for the person who can mend it. */
export interface Problem {
  readonly file: string;
  /** `signed.date.on`; empty when the whole file is meant. */
  readonly path: string;
  readonly line?: number;
  readonly message: string;
  readonly hint?: string;
}

/** A problem between files. It may only follow from `needs`, a file or folder, when that cannot be read. */
export interface ProblemAcross extends Problem {
  readonly needs?: string;
}

/** One problem as two lines: `signatories/norway.yaml:4: signed.date.on: … is not a day`, then how to mend it. */
export function describeProblem({ file, path, line, message, hint }: Problem): string {
  const place = [line === undefined ? file : `${file}:${line}`, ...(path === "" ? [] : [path])].join(": ");
  return hint === undefined ? `${place}: ${message}` : `${place}: ${message}\n    ${hint}`;
}
