import { sha256 } from "@noble/hashes/sha2.js";
import { assert, err, ok, type Result } from "../result.ts";
import { describeAccount } from "./accounts.ts";

/** One line of a journal, in minor units of the journal's currency: + debits the account, − credits it. */
export interface Entry {
  readonly account: string;
  readonly amountMinor: number;
}

/** One movement, whole or not at all. Once posted it is never changed; a mistake is reversed by another journal. */
export interface Journal {
  /** `tr_…`, derived from what happened (see `journalId`), so that a replay collides instead of doubling. */
  readonly id: string;
  readonly kind: JournalKind;
  /** What moved: a deposit, refund, payout, dispute or merchant id. */
  readonly refId: string;
  /** ISO 4217, upper case. */
  readonly currency: string;
  readonly entries: readonly Entry[];
}

/**
 * Where a journal comes from. A `command` of ours is refused when it would drive an account below its floor; a `fact`
 * of the provider is always recorded, because refusing the truth would be worse (L10).
 */
export const JOURNAL_ORIGIN = {
  hold: "command",
  capture: "command",
  release: "command",
  lapse: "fact",
  refund: "command",
  refund_failed: "fact",
  award: "command",
  forfeit: "command",
  payout_planned: "command",
  payout_settled: "command",
  payout_failed: "fact",
  reserve_released: "command",
  debt_recovered: "command",
  provider_cost: "fact",
  dispute_opened: "fact",
  dispute_won: "fact",
  dispute_lost: "command",
  payout_reversed: "fact",
  topped_up: "command",
  // Reconciliation's own: what the provider says and no journal of ours does, until somebody knows what it was.
  suspense_taken: "fact",
  suspense_cleared: "fact",
} as const satisfies Record<string, "command" | "fact">;

export type JournalKind = keyof typeof JOURNAL_ORIGIN;

/**
 * The id of a journal: "tr_" + base32(SHA-256("v1", group-buy, deposit, event, attempt)), lower case, no padding.
 * Derivable by the group-buy and by the general ledger alike. The five parts are joined by newlines, which no id
 * contains, so two different tuples never share an input.
 */
export function journalId(groupBuyId: string, depositId: string, event: string, attempt: number): string {
  assert(Number.isSafeInteger(attempt) && attempt >= 0, "an attempt is a whole number");
  const parts = ["v1", groupBuyId, depositId, event, String(attempt)];
  assert(
    parts.every((part) => !part.includes("\n")),
    "the parts of a journal id hold no newline",
  );
  return `tr_${base32(sha256(new TextEncoder().encode(parts.join("\n"))))}`;
}

/** Why a journal cannot stand on its own, before any balance is looked at. */
export type JournalFault =
  | { readonly code: "journal-unbalanced"; readonly sumMinor: number }
  | { readonly code: "journal-too-short" }
  | { readonly code: "entry-not-an-amount"; readonly account: string }
  | { readonly code: "account-unknown"; readonly account: string }
  | { readonly code: "account-repeated"; readonly account: string };

/** Checks one journal by itself: at least two entries, whole non-zero amounts, accounts on the chart, sum zero (L1). */
export function checkJournal(journal: Journal): Result<Journal, JournalFault> {
  const seen = new Set<string>();
  let sumMinor = 0;
  for (const { account, amountMinor } of journal.entries) {
    if (describeAccount(account) === null) return err({ code: "account-unknown", account });
    if (!Number.isSafeInteger(amountMinor) || amountMinor === 0) return err({ code: "entry-not-an-amount", account });
    if (seen.has(account)) return err({ code: "account-repeated", account });
    seen.add(account);
    sumMinor += amountMinor;
  }
  if (sumMinor !== 0) return err({ code: "journal-unbalanced", sumMinor });
  if (journal.entries.length < 2) return err({ code: "journal-too-short" });
  return ok(journal);
}

/** For journals that our own posting rules made: a fault here is a bug of ours, not somebody's input. */
export function assertBalanced(journal: Journal): Journal {
  const checked = checkJournal(journal);
  assert(checked.ok, `journal ${journal.kind} ${journal.refId} ${checked.ok ? "" : checked.error.code}`);
  return checked.value;
}

/** Builds a journal under its derived id and proves it balanced before anybody sees it. */
export function makeJournal(
  groupBuyId: string,
  refId: string,
  kind: JournalKind,
  attempt: number,
  currency: string,
  entries: readonly Entry[],
): Journal {
  return assertBalanced({ id: journalId(groupBuyId, refId, kind, attempt), kind, refId, currency, entries });
}

/** L6: the id is known, but for another movement. Nothing is written; the name says where the two differ. */
export type TransferConflict = {
  readonly code: `transfer-exists-different-${"currency" | "kind" | "reference" | "accounts" | "amount"}`;
};

/** L5, L6: whether a journal that arrives under a known id is the same one (a no-op) or a named conflict. */
export function compareJournals(posted: Journal, arriving: Journal): Result<"same", TransferConflict> {
  if (posted.currency !== arriving.currency) return err({ code: "transfer-exists-different-currency" });
  if (posted.kind !== arriving.kind) return err({ code: "transfer-exists-different-kind" });
  if (posted.refId !== arriving.refId) return err({ code: "transfer-exists-different-reference" });
  const accounts = (journal: Journal): string => journal.entries.map((entry) => entry.account).join();
  if (accounts(posted) !== accounts(arriving)) return err({ code: "transfer-exists-different-accounts" });
  const amounts = (journal: Journal): string => journal.entries.map((entry) => entry.amountMinor).join();
  if (amounts(posted) !== amounts(arriving)) return err({ code: "transfer-exists-different-amount" });
  return ok("same");
}

const BASE32_ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

/** RFC 4648 base32, lower case, without padding: 52 characters for 32 bytes. */
function base32(bytes: Uint8Array): string {
  let text = "";
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += BASE32_ALPHABET.charAt((buffer >>> bits) & 31);
    }
    buffer &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + BASE32_ALPHABET.charAt((buffer << (5 - bits)) & 31);
}
