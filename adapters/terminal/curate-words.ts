import type { Cluster } from "../../src/curation/cluster.ts";
import type { Stub } from "../../src/curation/stub.ts";
import type { Rating } from "../store/curation.ts";

const ALSO = 3;

/** A group of questions, what would answer it, and where to write that. */
export function describeGroup(group: Cluster, stub: Stub, withTexts: boolean): string {
  const { name, language, outcome, users, count, questions } = group;
  const also = questions.filter(({ text }) => text !== name).slice(0, ALSO);
  const lines = [
    `${quoted(name)}  ${language}, ${outcome}, ${counted(users, "person", "people")}, asked ${counted(count, "time", "times")}`,
    ...also.map(({ text }) => `    also: ${quoted(text)}`),
    ...adviceOn(stub).map((advice) => `    ${advice}`),
    ...(withTexts ? textsOf(stub) : []),
  ];
  return `${lines.join("\n")}\n`;
}

function adviceOn({ now, unknown, vocabulary, topic, facts }: Stub): readonly string[] {
  if (now === "answered") return ["it is answered now"];
  return [
    ...(unknown.length > 0 ? [`not understood: ${unknown.map(quoted).join(", ")}`] : []),
    ...vocabulary.map(({ word, file, cue, because }) => `${quoted(word)} -> ${file}, ${cue}: ${because}`),
    ...(topic ? [`a topic of its own? ${topic.file}`] : []),
    ...facts.map(({ file, key }) => `a fact to find: knowledge/${file}, ${key}`),
  ];
}

function textsOf({ topic, corpus }: Stub): readonly string[] {
  return [
    ...(topic ? [`--- ${topic.file}`, visible(topic.text.trimEnd())] : []),
    ...corpus.flatMap(({ file, line }) => [`--- ${file}`, visible(line)]),
  ];
}

/** `2026-11-22 14:03  not helpful  "has Norway signed?"` */
export function describeRating({ at, helpful, question }: Omit<Rating, "user">): string {
  const time = new Date(at).toISOString().slice(0, 16).replace("T", " ");
  const about = question === null ? "a question that is no longer kept" : quoted(question);
  return `${time}  ${helpful ? "helpful    " : "not helpful"}  ${about}`;
}

/** What is printed as JSON. */
export function jsonLine(value: unknown): string {
  return visible(JSON.stringify(value));
}

/** What anybody wrote, in a file or JSON that is printed: what a terminal would act on, as JSON escapes it. */
function visible(text: string): string {
  return text.replace(/(?!\n)[\p{Cc}\p{Cf}]/gu, (sign) =>
    sign
      .split("")
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}

/** A question is what anybody wrote: on a terminal it must not move the cursor or colour anything. */
function quoted(text: string): string {
  return JSON.stringify(text.replace(/\p{Cc}|\p{Cf}/gu, " "));
}

function counted(number: number, one: string, more: string): string {
  return `${number} ${number === 1 ? one : more}`;
}
