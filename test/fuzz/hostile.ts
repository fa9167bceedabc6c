import fc from "fast-check";

/** A channel that nobody asks in; it is named wherever else a payload has room for a name. */
export interface Elsewhere {
  readonly slack: "C0ELSEWHERE";
  readonly discord: "112233445566778899";
}
export const ELSEWHERE: Elsewhere = { slack: "C0ELSEWHERE", discord: "112233445566778899" };

const PIECES = [
  ...[
    "<!channel>",
    "<!here|x>",
    "<!subteam^S1|@all>",
    "<@U1>",
    `<#${ELSEWHERE.slack}|news>`,
    "&lt;!channel&gt;",
  ],
  ...[
    "@everyone",
    "@here",
    "<@55>",
    "<@&55>",
    `<#${ELSEWHERE.discord}>`,
    "</ask:1>",
    "<:x:1>",
    "<t:99999999999>",
  ],
  ...["<https://evil.example|ec.europa.eu>", "[ec.europa.eu](https://evil.example)", "javascript:alert(1)"],
  ...["https://ec.europa.eu@evil.example/", "```", "*_~`|>", "# ", "-# ", "\\", "\r\n", "\u0000", "\ud800"],
  ...[
    "\u202e",
    "\u2066",
    "\u200b",
    "\u2060",
    "e\u0301\u0301\u0301",
    "🇳🇴",
    "👩‍👩‍👧‍👦",
    "\ufeff",
    "%00",
    "#{7*7}",
    "{{x}}",
  ],
  ...[
    "has Norway signed?",
    "when did",
    "Latvia",
    "the Atlantis treaty",
    "who signed first",
    "and Sweden?",
    "help",
  ],
  ...["subscribe signatures", "unsubscribe", "pause 3 days", "status", "preview", "test", "forget me"],
];

/** What a person might type who means no good, or who means well and types oddly. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((all) => all.join(" ")),
  },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 120 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...PIECES), fc.integer({ min: 1, max: 400 }))
      .map(([piece, times]) => piece.repeat(times)),
  },
);

/** Anything but what belongs there. */
const junk: fc.Arbitrary<unknown> = fc.oneof(
  hostileText,
  fc.constantFrom(null, true, false, 0, -1, 1e21, "", " ", "0", [], {}, [[]], { __proto__: null, id: {} }),
  fc.constantFrom("__proto__", "constructor", "D", "C", "U", "0".repeat(400), "1.000000", "9".repeat(20)),
  fc.jsonValue({ maxDepth: 2 }),
);

interface Change {
  /** Which of the places in the payload, counted over its end. */
  readonly at: number;
  readonly what: "replace" | "remove" | "add" | "wrap";
  readonly by: unknown;
}

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat({ max: 9_999 }),
  what: fc.constantFrom("replace", "replace", "remove", "add", "wrap"),
  by: junk,
});

type Json = Record<string, unknown>;

/** A well-formed payload with up to four places changed; one in three is left whole. */
export function broken(payload: fc.Arbitrary<Json>): fc.Arbitrary<Json> {
  const changes = fc.oneof(
    { weight: 1, arbitrary: fc.constant<Change[]>([]) },
    { weight: 2, arbitrary: fc.array(change, { minLength: 1, maxLength: 4 }) },
  );
  return fc.tuple(payload, changes).map(([whole, all]) => all.reduce(changed, whole));
}

function changed(payload: Json, { at, what, by }: Change): Json {
  const copy: Json = structuredClone(payload);
  const all = places(copy);
  const place = all[at % all.length];
  if (!place) return copy;
  const [holder, name] = place;
  if (what === "remove") delete holder[name];
  if (what === "replace") holder[name] = by;
  if (what === "wrap") holder[name] = [holder[name]];
  if (what === "add") holder[`${name}_id`] = by;
  return copy;
}

function places(node: Json): Array<[holder: Json, name: string]> {
  return Object.keys(node).flatMap((name) => {
    const value = node[name];
    const here: [Json, string] = [node, name];
    return isJson(value) ? [here, ...places(value)] : [here];
  });
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null;
}

/** Every text under one of these names, at any depth. */
export function textsUnder(names: ReadonlySet<string>, value: unknown): string[] {
  if (!isJson(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    typeof inner === "string" && names.has(name) ? [inner] : textsUnder(names, inner),
  );
}
