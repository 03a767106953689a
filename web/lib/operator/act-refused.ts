import type { Refusal } from "../server/answers.ts";

/** What a form of the console comes back with where it was refused: which form, about what, and the reason as typed. */
export interface ActRefused {
  readonly refusal: Refusal;
  readonly act: string;
  readonly subject: string;
  readonly reason: string;
}

/** What is wrong with the fields of a form, by name. */
export type Faults = Readonly<Record<string, string>>;
