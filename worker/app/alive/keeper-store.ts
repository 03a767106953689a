import type { Kept } from "./keeping.ts";

/** The keeper's notes. Whoever has begun is alone at it until `untilMs`, or until they have ended. */
export interface KeeperStore {
  /** Null when somebody is at it. */
  begin(nowMs: number, untilMs: number): Promise<{ readonly lookedAtMs: number; readonly madeToday: number } | null>;
  end(untilMs: number): Promise<void>;
  /** Somebody has opened the site. */
  look(nowMs: number): Promise<void>;
  /** Counts one more group-buy, of the day as well, and answers which one it is in all. */
  nextTurn(nowMs: number): Promise<number>;
  /** Those with something to do first come first. */
  kept(limit: number): Promise<readonly Kept[]>;
  add(kept: Kept): Promise<void>;
  change(groupBuyId: string, change: { readonly isFilled: boolean; readonly nextTryAtMs: number }): Promise<void>;
  forget(groupBuyId: string): Promise<void>;
}
