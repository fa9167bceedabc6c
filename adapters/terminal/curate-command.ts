import { parseArgs } from "node:util";

export const CURATE_HELP = `Shows what people asked and the bot could not answer, and what they think of its answers.

  npm run curate -- unanswered           refused questions, like ones together, with what would answer them
      --top NUMBER                       so many groups (default 10)
      --stubs                            with the ready-made text of files and corpus lines
  npm run curate -- feedback             what people called helpful or not, newest first
      --top NUMBER                       so many (default 50)
  --json                                 the same as JSON Lines
  npm run curate -- --help

The store is that of DATABASE_URL, else rollcall.db in DATA_DIR: set the same ones as for the bot. Nothing is
written. Questions are kept for RETENTION_DAYS, unless KEEP_UNANSWERED is off; /forget removes those of a person.
Exit code: 0 shown, 1 store or knowledge unusable, 2 bad usage or settings.`;

/** What `npm run curate` was asked to show. */
export interface CurateCommand {
  readonly name: "unanswered" | "feedback";
  readonly top: number;
  readonly stubs: boolean;
  readonly json: boolean;
}

const TOP = { unanswered: 10, feedback: 50 } as const;

/** Reads the command line; what is wrong with it comes back as text. */
export function readCurateCommand(
  args: readonly string[],
): CurateCommand | { readonly name: "help" } | { readonly wrong: string } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        top: { type: "string" },
        stubs: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.help) return { name: "help" };
    const [name, ...more] = positionals;
    if (name !== "unanswered" && name !== "feedback") {
      return { wrong: name ? `There is no command "${name}".` : "Give a command." };
    }
    if (more.length > 0) return { wrong: `${more[0]}: nothing is expected there.` };
    if (values.top !== undefined && !/^[1-9]\d{0,5}$/.test(values.top)) {
      return { wrong: `--top takes a whole number from 1, not "${values.top}".` };
    }
    const { stubs, json } = values;
    return { name, top: Number(values.top ?? TOP[name]), stubs, json };
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
}
