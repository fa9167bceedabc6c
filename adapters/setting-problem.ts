/** A setting that is missing or malformed: its name and what it should be. Never its value. */
export interface SettingProblem {
  readonly name: string;
  readonly expected: string;
}
