import { z } from "zod";

/** Integer minor units of one currency: `{ "amount": 4800, "currency": "EUR" }` is 48.00 euros. */
export const Money = z.strictObject({ amount: z.int(), currency: z.string() });
export type Money = z.infer<typeof Money>;

/** RFC 3339, UTC, milliseconds: `2026-12-01T11:30:00.000Z`. */
export const Timestamp = z.string();

/** A page of a list; `next` is an opaque cursor or null at the end. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}
