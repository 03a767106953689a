/** What checking comes to, as facts that can be sent from one thread to another; the words belong to whoever shows them. */
import type { NoText } from "../../../../worker/core/verify/bytes.ts";
import type { Check } from "../../../../worker/core/verify/check.ts";
import type { ExhibitKind } from "../../../../worker/core/verify/exhibit.ts";
import type { KeyRing } from "../../../../worker/core/verify/keys.ts";
import type { PieceFault } from "./pieces.ts";

/** Something that somebody gave; its bytes stay where they are until they are read. */
export interface Given {
  readonly id: number;
  readonly blob: Blob;
}

export type Refusal =
  | PieceFault
  | { readonly code: NoText }
  /** It was moved or changed since it was chosen, or is a folder. */
  | { readonly code: "gone" }
  /** The same was given before. */
  | { readonly code: "again"; readonly of: Place };

/** Which thing: the number of what was given, and of the part in it, from 1; null where it is the only one. */
export interface Place {
  readonly givenId: number;
  readonly part: number | null;
}

/** Checks name their things by their index here. */
export interface Thing {
  readonly place: Place;
  readonly kind: ExhibitKind;
  /** Its text, where it is a list of keys: whoever gave it may trust them. */
  readonly keysText: string | null;
}

export interface Refused {
  readonly place: Place;
  readonly refusal: Refusal;
}

export interface Report {
  readonly things: readonly Thing[];
  readonly refused: readonly Refused[];
  readonly checks: readonly Check[];
}

/** To the thread that checks. */
export interface Order {
  readonly given: readonly Given[];
  readonly keys: KeyRing;
  readonly origin: string;
}

/** That it loads all of its program and says which files that is, for when there is no network. */
export const PREPARE = "prepare";

/** From it; nothing comes after a report or a list of files. */
export type News =
  | { readonly kind: "files"; readonly files: readonly string[] }
  | { readonly kind: "progress"; readonly entriesDone: number; readonly entries: number }
  | { readonly kind: "report"; readonly report: Report }
  | { readonly kind: "failed" };
