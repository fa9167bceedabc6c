import { z } from "zod";

/** Slack's documented limits, and the total it keeps to itself. */
const LIMITS = { text: 40_000, blocks: 50, total: 13_000, metadata: 8000 } as const;

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
  if (!blocks.success || blocks.data.length > LIMITS.blocks) return { error: "invalid_blocks" };
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
  return blocks.some(isEmptySection) ? "invalid_blocks" : null;
}

function isEmptySection(block: MessageBlock): boolean {
  return block.type === "section" && block.text === undefined && block.fields === undefined;
}

/** All texts that a person would see in the blocks. */
export function blockTexts(blocks: readonly MessageBlock[]): readonly string[] {
  return blocks.flatMap((each) => {
    if (each.type === "divider") return [];
    if (each.type === "header") return [each.text.text];
    if (each.type === "context") return each.elements.map(({ text }) => text);
    return [...(each.text ? [each.text] : []), ...(each.fields ?? [])].map(({ text }) => text);
  });
}
