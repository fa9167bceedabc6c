/** What a question means. */
export interface Query {
  readonly op: string;
}
