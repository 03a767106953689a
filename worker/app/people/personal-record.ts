import type { Receipt } from "../../contract/group-buy.ts";
import type { PersonalEvent } from "../../core/group-buy/personal/record.ts";
import type { Tie } from "../../core/group-buy/personal/ties.ts";

/** Everything that the object of one group-buy holds of one person. Plain data, as it is stored. */
export interface PersonalRecord {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  readonly isInitiator: boolean;
  /** Their only names in the public log. */
  readonly pseudonyms: readonly string[];
  readonly seats: readonly Readonly<Record<string, unknown>>[];
  readonly payments: readonly Readonly<Record<string, unknown>>[];
  readonly offers: readonly Readonly<Record<string, unknown>>[];
  readonly ledger: readonly Readonly<Record<string, unknown>>[];
  readonly events: readonly PersonalEvent[];
  readonly receipts: readonly Receipt[];
}

/** Whether a person was forgotten in a group-buy, or what still ties them to it. */
export interface Forgetting {
  readonly ties: readonly Tie[];
}
