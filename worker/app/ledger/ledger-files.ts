import { problem } from "../../contract/problems.ts";
import { shortenedFor } from "../../core/ledger/ledger-check.ts";
import { digestOf, type FileBalance, type FileBook, type LedgerFile } from "../../core/ledger/ledger-file.ts";
import { err, ok } from "../../core/result.ts";
import type { LedgerFileUseCases } from "../app.ts";
import type { Authorities } from "../authority.ts";
import type { Clock } from "../clock.ts";
import { documentOf } from "./ledger-file-document.ts";

/** Says that a file is ours as it is, by the key of receipts under another name. */
export interface LedgerSeal {
  sign(digest: string): Promise<string>;
}

/** Books out of the general ledger, journals in the order of their chain. */
export interface LedgerFileRecords {
  whole(sourceId: string): Promise<Books>;
  /** The merchant's own book whole, and of group-buys what touches the merchant's accounts. */
  ofMerchant(merchantId: string): Promise<Books>;
  /** What touches the person's payments, and the ids of these. */
  ofPerson(personId: string): Promise<Books & { readonly legIds: readonly string[] }>;
}

export interface Books {
  readonly books: readonly FileBook[];
  readonly balances: readonly FileBalance[];
}

/** Ledgers as files that are recomputed without us (docs/ledger-exports.md). */
export function createLedgerFiles(deps: {
  readonly records: LedgerFileRecords;
  readonly authorities: Pick<Authorities, "of">;
  readonly seal: () => Promise<LedgerSeal>;
  readonly clock: Clock;
}): LedgerFileUseCases {
  const { records, authorities, seal, clock } = deps;

  async function sealed(view: LedgerFile["view"], subjectId: string, { books, balances }: Books) {
    const file = { view, subjectId, madeAtMs: clock.nowMs(), books, balances };
    const digest = digestOf(file);
    return ok(documentOf(file, { digest, signature: await (await seal()).sign(digest) }));
  }

  return {
    async fileOfGroupBuy(caller, groupBuyId) {
      if (!caller.roles.includes("operator")) return err(problem("not-found"));
      await authorities.of(groupBuyId).drained(); // What is on its way into the books is in them.
      return sealed("group-buy", groupBuyId, await records.whole(groupBuyId));
    },

    async myFile({ personId }) {
      const { legIds, books, balances } = await records.ofPerson(personId);
      const own = new Set(legIds);
      const shortened = books.map((book) => ({
        ...book,
        journals: book.journals.map((journal) => shortenedFor(journal, (id) => own.has(id))),
      }));
      return sealed("person", personId, { books: shortened, balances });
    },

    async merchantFile({ merchantId }) {
      if (merchantId === null) return err(problem("forbidden"));
      return sealed("merchant", merchantId, await records.ofMerchant(merchantId));
    },
  };
}
