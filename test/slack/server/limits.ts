import { z } from "zod";

/** Slack's documented limits, and the total it keeps to itself. */
const LIMITS = {
  ...{ text: 40_000, blocks: 50, homeBlocks: 100, total: 13_000, metadata: 8000 },
  ...{ rows: 100, columns: 20, table: 10_000, buttons: 25, contextActions: 5 },
} as const;

const plain = (max: number) =>
  z.strictObject({
    type: z.literal("plain_text"),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  });
const words = (max: number) =>
  z.discriminatedUnion("type", [
    plain(max),
    z.strictObject({
      type: z.literal("mrkdwn"),
      text: z.string().min(1).max(max),
      verbatim: z.boolean().optional(),
    }),
  ]);
const blockId = z.string().max(255).optional();

const value = z.string().min(1).max(2000);
const actionId = z.string().min(1).max(255);
const buttonElement = z.strictObject({
  type: z.literal("button"),
  action_id: actionId,
  text: plain(75),
  value,
});
const side = z.strictObject({ text: plain(75), value });
const feedbackElement = z.strictObject({
  type: z.literal("feedback_buttons"),
  action_id: actionId,
  positive_button: side,
  negative_button: side,
});
const cell = z.strictObject({ type: z.literal("raw_text"), text: z.string().min(1) });

/** The blocks this project may use; Slack knows more, and a new one is added here with its limits. */
const block = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("section"),
    text: words(3000).optional(),
    fields: z.array(words(2000)).min(1).max(10).optional(),
    expand: z.boolean().optional(),
    block_id: blockId,
  }),
  z.strictObject({ type: z.literal("header"), text: plain(150), block_id: blockId }),
  z.strictObject({
    type: z.literal("context"),
    elements: z.array(words(3000)).min(1).max(10),
    block_id: blockId,
  }),
  z.strictObject({ type: z.literal("divider"), block_id: blockId }),
  z.strictObject({
    type: z.literal("actions"),
    elements: z.array(buttonElement).min(1).max(LIMITS.buttons),
    block_id: blockId,
  }),
  z.strictObject({
    type: z.literal("context_actions"),
    elements: z.array(feedbackElement).min(1).max(LIMITS.contextActions),
    block_id: blockId,
  }),
  z.strictObject({
    type: z.literal("table"),
    rows: z.array(z.array(cell).min(1).max(LIMITS.columns)).min(1).max(LIMITS.rows),
    column_settings: z
      .array(z.strictObject({ is_wrapped: z.boolean().optional() }))
      .max(LIMITS.columns)
      .optional(),
    block_id: blockId,
  }),
]);

const messageBlocks = z.array(block);
export type MessageBlock = z.output<typeof block>;

const messageMetadata = z.strictObject({
  event_type: z.string().regex(/^[a-z][a-z0-9_]*$/),
  event_payload: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
export type MessageMetadata = z.output<typeof messageMetadata>;

/** What any way of posting takes: Web API, response_url, and the acknowledgement of a slash command. */
const messageArguments = z.object({
  text: z.string().default(""),
  blocks: z.unknown().optional(),
  metadata: z.unknown().optional(),
  thread_ts: z
    .string()
    .regex(/^\d+\.\d{6}$/)
    .optional(),
  unfurl_links: z.coerce.string().optional(),
  unfurl_media: z.coerce.string().optional(),
});

export interface Content {
  readonly text: string;
  readonly blocks: readonly MessageBlock[];
  readonly metadata: MessageMetadata | null;
  readonly threadTs: string | null;
}

/** The content of a message, or the error code Slack would answer; stricter than Slack where Slack is silent. */
export function readContent(raw: unknown): Content | { readonly error: string } {
  const args = messageArguments.safeParse(raw);
  if (!args.success) return { error: "invalid_arguments" };
  const { text } = args.data;
  const blocks = messageBlocks.safeParse(args.data.blocks ?? []);
  if (!blocks.success || isAmiss(blocks.data, LIMITS.blocks)) return { error: "invalid_blocks" };
  const metadata = args.data.metadata === undefined ? null : messageMetadata.safeParse(args.data.metadata);
  if (metadata !== null && !metadata.success) return { error: "invalid_metadata_format" };
  const error = tooMuch(text, blocks.data, JSON.stringify(metadata?.data ?? null));
  if (error !== null) return { error };
  return {
    text,
    blocks: blocks.data,
    metadata: metadata?.data ?? null,
    threadTs: args.data.thread_ts ?? null,
  };
}

function tooMuch(text: string, blocks: readonly MessageBlock[], metadata: string): string | null {
  if (text === "" && blocks.length === 0) return "no_text";
  if (text.length > LIMITS.text) return "msg_too_long";
  if (metadata.length > LIMITS.metadata) return "metadata_too_large";
  if (text.length + blockTexts(blocks).join("").length > LIMITS.total) return "msg_blocks_too_long";
  return null;
}

const homeView = z.strictObject({
  type: z.literal("home"),
  private_metadata: z.string().max(3000).optional(),
  blocks: messageBlocks.min(1),
});
export type HomeView = z.output<typeof homeView>;

/** A Home tab, or null for one that Slack would refuse; tables and feedback are for messages only. */
export function readHome(raw: unknown): HomeView | null {
  const view = homeView.safeParse(raw).data;
  if (!view || isAmiss(view.blocks, LIMITS.homeBlocks)) return null;
  return view.blocks.some(({ type }) => type === "table" || type === "context_actions") ? null : view;
}

/** What the schema of a block by itself does not say. */
function isAmiss(blocks: readonly MessageBlock[], most: number): boolean {
  if (blocks.length > most || tables(blocks).length > 1) return true;
  const ids = blocks.flatMap(elementsOf).map(({ action_id }) => action_id);
  if (new Set(ids).size < ids.length || blocks.some(isEmptySection)) return true;
  return tables(blocks).some(({ rows }) => {
    const length = rows.flat().reduce((sum, { text }) => sum + text.length, 0);
    return length > LIMITS.table || new Set(rows.map((row) => row.length)).size > 1;
  });
}

function tables(blocks: readonly MessageBlock[]) {
  return blocks.flatMap((each) => (each.type === "table" ? [each] : []));
}

type PressableElement = z.output<typeof buttonElement> | z.output<typeof feedbackElement>;

/** All that can be pressed. */
export function elementsOf(block: MessageBlock): readonly PressableElement[] {
  return block.type === "actions" || block.type === "context_actions" ? block.elements : [];
}

function isEmptySection(block: MessageBlock): boolean {
  return block.type === "section" && block.text === undefined && block.fields === undefined;
}

/** All texts that a person would see in the blocks. */
export function blockTexts(blocks: readonly MessageBlock[]): readonly string[] {
  return blocks.flatMap(textsOf);
}

function textsOf(block: MessageBlock): readonly string[] {
  switch (block.type) {
    case "divider":
      return [];
    case "header":
      return [block.text.text];
    case "context":
      return block.elements.map(({ text }) => text);
    case "table":
      return block.rows.flat().map(({ text }) => text);
    case "section":
      return [...(block.text ? [block.text] : []), ...(block.fields ?? [])].map(({ text }) => text);
    default:
      return elementsOf(block).flatMap(labelsOf);
  }
}

function labelsOf(element: PressableElement): readonly string[] {
  if (element.type === "button") return [element.text.text];
  return [element.positive_button.text.text, element.negative_button.text.text];
}
