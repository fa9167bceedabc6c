import {
  Composer,
  CST,
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  Lexer,
  LineCounter,
  type Node,
  Parser,
  visit,
  YAMLParseError,
} from "yaml";
import type { Problem } from "./problem.ts";

/** A YAML file read as plain data, with the line of each path for error messages. */
export interface ParsedYaml {
  readonly data: unknown;
  readonly lineOf: (path: readonly PropertyKey[]) => number | undefined;
}

const MAX_CHARACTERS = 128 * 1024;
const MAX_DEPTH = 24;
const MAX_NODES = 20_000;
/** One slip can make every line after it an error; the first few are what a person can use. */
const MAX_SYNTAX_PROBLEMS = 20;
const FORBIDDEN_KEYS = new Set(["__proto__", "constructor", "prototype", "<<"]);

/**
 * Reads one YAML 1.2 file with the core schema, so that `NO` is Norway and a date stays text.
 *
 * Aliases, anchors, tags, merge keys and duplicate keys are refused, and size and depth are checked before
 * the parser runs: a few hundred bytes can otherwise grow to gigabytes or overflow the stack.
 */
export function parseYaml(
  file: string,
  text: string,
): ParsedYaml | { readonly problems: readonly Problem[] } {
  if (text.length > MAX_CHARACTERS) return { problems: [tooLong(file, text.length)] };
  const lines = new LineCounter();
  const tokens = tokensOf(text, lines);
  if (!tokens) return { problems: [tooDeep(file)] };
  const document = compose(tokens, text.length, lines);
  const problems = [...syntaxProblems(file, document, lines), ...forbiddenNodes(file, document, lines)];
  if (problems.length > 0) return { problems };
  return {
    data: document.toJS({ maxAliasCount: 0 }),
    lineOf: (path) => lineOf(document, lines, path),
  };
}

function tooLong(file: string, length: number): Problem {
  const message = `has ${length} characters; at most ${MAX_CHARACTERS} are read`;
  return { file, path: "", message, hint: "Split it." };
}

function tooDeep(file: string): Problem {
  const message = `is nested more than ${MAX_DEPTH} levels deep`;
  return { file, path: "", message, hint: "No file here needs that." };
}

/**
 * The tokens of a file; null where nodes lie deeper than allowed.
 *
 * The parser of tokens does not recurse. That of nodes does: a file of brackets ends the process inside it, past
 * any `catch`.
 */
function tokensOf(text: string, lines: LineCounter): readonly CST.Token[] | null {
  lines.addNewLine(0);
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    const mayBeDeep = parser.stack.length > MAX_DEPTH;
    if (mayBeDeep && parser.stack.filter(CST.isCollection).length > MAX_DEPTH) return null;
  }
  tokens.push(...parser.end());
  return tokens;
}

/** The one document that the tokens make; what follows it is an error. */
function compose(tokens: readonly CST.Token[], length: number, lines: LineCounter): Document.Parsed {
  const composer = new Composer({
    version: "1.2",
    schema: "core",
    strict: true,
    uniqueKeys: true,
    merge: false,
    stringKeys: true,
    // Quoting the text around each error takes half a minute for a file of brackets.
    prettyErrors: false,
    lineCounter: lines,
  });
  const [document, second] = composer.compose(tokens, true, length);
  if (!document) throw new Error("A file of YAML has no document at all.");
  if (second) {
    const [start, end] = second.range;
    document.errors.push(
      new YAMLParseError([start, end], "MULTIPLE_DOCS", "Source contains multiple documents"),
    );
  }
  return document;
}

function syntaxProblems(file: string, document: Document.Parsed, lines: LineCounter): Problem[] {
  return [...document.errors, ...document.warnings].slice(0, MAX_SYNTAX_PROBLEMS).map((error) => ({
    file,
    path: "",
    line: lines.linePos(error.pos[0]).line,
    message: error.message,
    hint:
      error.code === "DUPLICATE_KEY"
        ? "Keep one of the two keys."
        : "Check indentation, colons and quotes near this line.",
  }));
}

type Report = (offset: number | undefined, message: string, hint: string) => void;

function forbiddenNodes(file: string, document: Document.Parsed, lines: LineCounter): Problem[] {
  const problems: Problem[] = [];
  let nodes = 0;
  const report: Report = (offset, message, hint) =>
    problems.push({
      file,
      path: "",
      ...(offset === undefined ? {} : { line: lines.linePos(offset).line }),
      message,
      hint,
    });
  visit(document, (_key, node) => {
    nodes += 1;
    if (isNode(node)) inspect(node, report);
    return nodes > MAX_NODES ? visit.BREAK : undefined;
  });
  if (nodes > MAX_NODES) report(undefined, `has more than ${MAX_NODES} values`, "Split it.");
  return problems;
}

function inspect(node: Node, report: Report): void {
  const start = node.range?.[0];
  if (isAlias(node)) {
    report(start, `alias *${node.source} is not allowed here`, "Write the value out.");
    return;
  }
  if ("anchor" in node && node.anchor)
    report(start, `anchor &${node.anchor} is not allowed here`, "Remove it.");
  if (node.tag) {
    report(start, `tag ${node.tag} is not allowed here`, "Remove it; quote the value if it must be text.");
  }
  if (!isMap(node)) return;
  for (const { key } of node.items) {
    if (isScalar(key) && FORBIDDEN_KEYS.has(String(key.value))) {
      report(key.range?.[0], `key ${String(key.value)} is not allowed here`, "Write the keys out.");
    }
  }
}

function lineOf(
  document: Document.Parsed,
  lines: LineCounter,
  path: readonly PropertyKey[],
): number | undefined {
  for (let length = path.length; length >= 0; length -= 1) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return undefined;
}
