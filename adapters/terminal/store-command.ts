import { parseArgs } from "node:util";

export const STORE_HELP = `Looks after the store of the bot; all but import work beside a running bot.

  npm run store -- migrate          brings the tables up to date, and makes the store if there is none
  npm run store -- check            names everything that is wrong with it, and what to do
  npm run store -- backup FILE      copies a file store (for PostgreSQL, use pg_dump, or export)
  npm run store -- export [FILE]    writes all of it as JSON Lines, to standard output without FILE
  npm run store -- import FILE      reads an export into an empty store of either kind: all of it, or nothing
  npm run store -- rotate           encrypts what an older key encrypted with the first of ENCRYPTION_KEYS
  npm run store -- --help

The store is that of DATABASE_URL, else rollcall.db in DATA_DIR: set the same ones as for the bot.
Exit code: 0 done, 1 problems found or store unusable, 2 bad usage or settings.`;

/** What `npm run store` was asked to do. */
export type StoreCommand =
  | { readonly name: "migrate" | "check" | "rotate" }
  | { readonly name: "backup" | "import"; readonly file: string }
  | { readonly name: "export"; readonly file: string | null };

type Read = StoreCommand | { readonly name: "help" } | { readonly wrong: string };

/** Reads the command line; what is wrong with it comes back as text. */
export function readStoreCommand(args: readonly string[]): Read {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { help: { type: "boolean", short: "h", default: false } },
    });
    if (values.help) return { name: "help" };
    const [name, file, ...more] = positionals;
    if (more.length > 0) return { wrong: `${more[0]}: one file at most.` };
    return commandOf(name, file);
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
}

function commandOf(name = "", file: string | undefined): Read {
  switch (name) {
    case "migrate":
    case "check":
    case "rotate":
      return file === undefined ? { name } : { wrong: `${name} takes no file.` };
    case "export":
      return { name, file: file ?? null };
    case "backup":
    case "import":
      return file === undefined ? { wrong: `${name} needs a file.` } : { name, file };
    default:
      return { wrong: name ? `There is no command "${name}".` : "Give a command." };
  }
}
