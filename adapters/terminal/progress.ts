/** Where progress is shown: standard error, or what a test puts in its place. */
export interface ProgressOutput {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

/** Shows how far long work is: a bar on a terminal, a line for each tenth elsewhere. */
export interface Progress {
  show(done: number, total: number, words: string): void;
  /** Leaves the last line as it is. */
  end(): void;
}

const WIDTH = 30;
const MOST_COLUMNS = 120;

export function createProgress(output: ProgressOutput): Progress {
  let last = "";
  let tenth = -1;
  return {
    show(done, total, words) {
      const share = total === 0 ? 1 : done / total;
      const line = `${done} of ${total} ${words}`;
      if (output.isTTY) {
        const full = Math.round(share * WIDTH);
        const bar = `[${"#".repeat(full)}${"-".repeat(WIDTH - full)}] ${line}`;
        last = bar.slice(0, (output.columns ?? MOST_COLUMNS) - 1);
        output.write(`\r\u001b[K${last}`);
      } else if (Math.floor(share * 10) > tenth) {
        tenth = Math.floor(share * 10);
        output.write(`${line}\n`);
      }
    },
    end() {
      if (output.isTTY && last !== "") output.write("\n");
    },
  };
}
