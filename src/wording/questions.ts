import type { Parameters } from "./arguments.ts";

/** Whole questions that the bot offers to ask next; each is understood without a word before it. */
export const QUESTIONS = {
  "ask-status": { country: "country" },
  "ask-when": { country: "country" },
  "ask-previous": { country: "country" },
  "ask-next": { country: "country" },
  "ask-nth": { rank: "number" },
  "ask-signer": { country: "country" },
  "ask-place": { country: "country" },
  "ask-eligible": { country: "country" },
  "ask-list": {},
  "ask-unsigned": {},
  "ask-count": {},
  "ask-first": {},
  "ask-latest": {},
  "ask-withdrawn": {},
  "ask-launch": {},
  "ask-declaration": {},
  "ask-initiative": {},
  "ask-aims": {},
  "ask-binding": {},
  "ask-topic": { title: "text" },
  "ask-topic-start": { title: "text" },
  "ask-topic-participants": { title: "text" },
  "ask-topic-funding": { title: "text" },
  "ask-sources": {},
} as const satisfies Readonly<Record<string, Parameters>>;
