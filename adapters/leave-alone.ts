/** Why a platform was not reached, where it says for how long it wants to be left alone. */
export class LeaveAlone extends Error {
  readonly forMs: number;

  constructor(message: string, forMs: number, options?: ErrorOptions) {
    super(message, options);
    this.name = "LeaveAlone";
    this.forMs = forMs;
  }
}
