import type { z } from "zod";
import type { ParsedYaml } from "./parse-yaml.ts";
import type { Problem } from "./problem.ts";

type Issue = z.core.$ZodIssue;

/** Turns what a schema found wrong into problems that name the place and the remedy. */
export function describeIssues(file: string, yaml: ParsedYaml, issues: readonly Issue[]): Problem[] {
  return issues.flatMap(innermost).map((issue) => {
    const line = yaml.lineOf(issue.path);
    return {
      file,
      path: issue.path.map(String).join("."),
      ...(line === undefined ? {} : { line }),
      message: messageOf(issue),
      hint: hintFor(issue),
    };
  });
}

/** Of a union that no branch fits, the issues of the branch that came furthest. */
function innermost(issue: Issue): Issue[] {
  if (issue.code !== "invalid_union" || issue.errors.length === 0) return [issue];
  const branches = issue.errors.map((errors) =>
    errors.flatMap(innermost).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })),
  );
  const deepest = (branch: readonly Issue[]) => Math.max(0, ...branch.map(({ path }) => path.length));
  const [best] = branches.toSorted(
    (a, b) => deepest(b) - deepest(a) || wrongKeys(a) - wrongKeys(b) || a.length - b.length,
  );
  return best ?? [issue];
}

function wrongKeys(branch: readonly Issue[]): number {
  return branch.filter(({ code }) => code === "unrecognized_keys").length;
}

function messageOf(issue: Issue): string {
  if (issue.code === "unrecognized_keys")
    return `unknown key ${issue.keys.map((key) => `"${key}"`).join(", ")}`;
  if (isMissing(issue)) return "is missing";
  return issue.message.charAt(0).toLowerCase() + issue.message.slice(1);
}

function isMissing(issue: Issue): boolean {
  if (issue.input !== undefined) return false;
  return (
    issue.code === "invalid_value" ||
    (issue.code === "invalid_type" && /received undefined/.test(issue.message))
  );
}

function hintFor(issue: Issue): string {
  switch (issue.code) {
    case "unrecognized_keys":
      return "Look for a misspelling; knowledge/schema/ lists the keys of each kind of file.";
    case "invalid_type":
      return isMissing(issue) ? "Add it." : "Compare a neighbouring file.";
    case "invalid_value":
      return `Use one of: ${issue.values.map(String).join(", ")}.`;
    case "invalid_key":
      return "Use one of the keys that knowledge/schema/ lists.";
    case "too_small":
      return "Add what is missing, or remove the whole entry.";
    case "too_big":
      return "Shorten it.";
    default:
      return "Correct the value; knowledge/schema/ has an example of each.";
  }
}
