/** A reader that has seen enough (`| head -1`) closes the pipe: no reason to fail. */
export function endWithReader({ stdout, exit }: Pick<NodeJS.Process, "stdout" | "exit">): void {
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    exit(0);
  });
}
