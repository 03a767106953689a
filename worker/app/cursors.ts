import type { Keyset } from "./directory.ts";

/**
 * Makes a place in a list opaque and unforgeable. `list` names the list with its order and filters, so a cursor of one
 * list is refused by every other (bad input 80).
 */
export interface CursorCodec {
  seal(place: Keyset, list: string): string;
  /** The place, or null: `cursor-invalid`. */
  open(cursor: string, list: string): Keyset | null;
}
