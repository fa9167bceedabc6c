import {
  type APIComponentInContainer,
  type APIComponentInMessageActionRow,
  type APIMessage,
  type APIMessageTopLevelComponent,
  ComponentType,
  MessageFlags,
} from "discord-api-types/v10";
import { z } from "zod";
import { ApiError } from "./answer.ts";

/** Over all components of a message, those within others included. */
const COMPONENTS_LIMIT = 40;
const TEXT_LIMIT = 4000;

interface WithComponents {
  readonly content?: string | null | undefined;
  readonly embeds?: readonly unknown[] | null | undefined;
  readonly flags?: number | null | undefined;
  readonly components?: readonly APIMessageTopLevelComponent[] | null | undefined;
}

/** Whether a message is of Components V2, which holds components and nothing else. */
export function isComponentsV2(flags: number | null | undefined): boolean {
  return ((flags ?? 0) & MessageFlags.IsComponentsV2) !== 0;
}

/** Rules about components that the published schema does not know. */
export function checkComponents({ content, embeds, flags, components }: WithComponents): void {
  checkSizes(everyComponent(components ?? []));
  if (isComponentsV2(flags)) {
    if ([content ?? "", ...(embeds ?? [])].some((one) => one !== "")) {
      refuse("Components V2 go with no content or embeds.");
    }
    if (((flags ?? 0) & MessageFlags.SuppressEmbeds) !== 0) refuse("There are no embeds to suppress.");
  } else if (components?.some(({ type }) => type !== ComponentType.ActionRow)) {
    refuse("Such components need the flag of Components V2.");
  }
}

function checkSizes(all: readonly Looked[]): void {
  if (all.length > COMPONENTS_LIMIT) refuse(`At most ${COMPONENTS_LIMIT} components.`);
  if (textsIn(all).join("").length > TEXT_LIMIT) refuse(`At most ${TEXT_LIMIT} characters of text.`);
  const ids = all.flatMap((one) => (one.custom_id ? [one.custom_id] : []));
  if (new Set(ids).size < ids.length) refuse("Component custom id cannot be duplicated.");
  if (ids.some((id) => id.length > 100)) refuse("Custom ids have at most 100 characters.");
}

function refuse(why: string): never {
  throw new ApiError(400, 50035, why);
}

/** Components as Discord gives them back: numbered, with what was left out. */
export function componentsJson(components: readonly APIMessageTopLevelComponent[]) {
  let last = 0;
  const numbered = <T extends object>(one: T) => {
    last += 1;
    return { ...one, id: last };
  };
  const inRow = (one: APIComponentInMessageActionRow): APIComponentInMessageActionRow =>
    numbered(one.type === ComponentType.StringSelect ? { min_values: 1, max_values: 1, ...one } : one);
  const inside = (one: APIComponentInContainer): APIComponentInContainer => {
    if (one.type === ComponentType.ActionRow) {
      return { ...numbered(one), components: one.components.map(inRow) };
    }
    return numbered(one.type === ComponentType.Separator ? { divider: true, spacing: 1, ...one } : one);
  };
  return components.map((one): APIMessageTopLevelComponent => {
    if (one.type !== ComponentType.Container) return inside(one);
    const framed = { accent_color: null, spoiler: false, ...numbered(one) };
    return { ...framed, components: one.components.map(inside) };
  });
}

/** All that a message says: its content, or the texts in it, each in lines of its own. */
export function textOf({ content, components = [] }: Pick<APIMessage, "content" | "components">): string {
  return content || textsIn(everyComponent(components)).join("\n");
}

/** Label and custom id of each button, in order; of a menu its options. */
export function buttonsOf({ components = [] }: Pick<APIMessage, "components">): Array<[string, string]> {
  return everyComponent(components).flatMap((one): Array<[string, string]> => {
    if (one.type === ComponentType.StringSelect) {
      return (one.options ?? []).map(({ label, value }) => [label, value]);
    }
    return one.type === ComponentType.Button ? [[one.label ?? "", one.custom_id ?? ""]] : [];
  });
}

/** What the rules look at in a component of any kind. */
const looked = z.looseObject({
  type: z.int(),
  content: z.string().optional(),
  label: z.string().optional(),
  custom_id: z.string().optional(),
  options: z.array(z.object({ label: z.string(), value: z.string() })).optional(),
  components: z.array(z.unknown()).optional(),
});
type Looked = z.output<typeof looked>;

function everyComponent(components: readonly unknown[]): Looked[] {
  return components
    .map((one) => looked.parse(one))
    .flatMap((one) => [one, ...everyComponent(one.components ?? [])]);
}

function textsIn(all: readonly Looked[]): string[] {
  return all.flatMap(({ type, content }) => (type === ComponentType.TextDisplay && content ? [content] : []));
}
