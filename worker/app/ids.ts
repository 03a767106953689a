import type { IdPrefix } from "../core/id.ts";

/** The source of everything unpredictable. */
export interface Ids {
  /** A new TypeID; its time part comes from the clock, so it is neither a secret nor a proof of order. */
  next(prefix: IdPrefix): string;
  /** Bytes of the platform's cryptographic random source. */
  randomBytes(length: number): Uint8Array;
}
