import { fieldProblem, problem, type Problem } from "../../contract/problems.ts";
import type { Money } from "../../contract/shared.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { checkText } from "../../core/text.ts";
import { formatInstant } from "../../core/time/instant.ts";
import { viewerOf } from "../actor.ts";
import type { Caller, DemandQuery, MerchantUseCases } from "../app.ts";
import type { Authorities } from "../authority.ts";
import { instantOrNull, offerBody } from "../group-buys/command-input.ts";
import { createPersonLimits } from "../limits/person-limits.ts";
import type { Clock } from "../clock.ts";
import type { CursorCodec } from "../cursors.ts";
import { disputeAnswerCommand } from "../group-buys/dispute-input.ts";
import type { DemandSearch } from "./demand-search.ts";
import type { Directory } from "../directory.ts";
import { groupBuysHolding, pageOf } from "../group-buys/group-buys.ts";
import { recordOf, type MerchantRecords } from "./records.ts";
import { refusalProblem } from "../group-buys/refusal-problem.ts";
import type { QueryLog } from "../search/query-log.ts";
import { stateOf } from "../search/standing.ts";
import { answer, offerIn, orderIn, sender } from "../group-buys/send.ts";

/** What the merchant's own account says of its payouts. */
export interface MerchantPayouts {
  payoutsOf(
    merchantId: string,
  ): Promise<
    readonly { id: string; groupBuyId: string; amountMinor: number; currency: string; state: string; atMs: number }[]
  >;
}

export interface OfferingMerchant {
  readonly name: string;
  readonly isVerified: boolean;
  readonly sinceMs: number;
}

export interface MerchantDependencies {
  readonly authorities: Authorities;
  readonly directory: Directory;
  readonly search: DemandSearch;
  readonly queryLog: QueryLog;
  readonly cursors: CursorCodec;
  readonly clock: Clock;
  readonly payouts: MerchantPayouts;
  /** The merchant's name and whether an operator has verified it, read at each offer. */
  readonly merchantOf: (merchantId: string) => Promise<OfferingMerchant | null>;
  readonly records: MerchantRecords;
  /** Who acts for another account of the same company or with the same payout account (domain 3.1). */
  readonly kinOf: (merchantId: string) => Promise<readonly string[]>;
  readonly payoutAccounts: Pick<MerchantUseCases, "setPayoutAccount">;
}

const PAGE_DEFAULT = 20;

/** Finding demands, offering, shipping, being paid. */
export function createMerchantUseCases(deps: MerchantDependencies): MerchantUseCases {
  const { authorities, directory, search, cursors } = deps;
  const send = sender(authorities);
  const limits = createPersonLimits(deps);

  /** Where an offer or an order stands, asked of the objects that its tag names. */
  async function locate<T>(id: string, find: (groupBuyId: string) => Promise<T | null>): Promise<Result<T, Problem>> {
    for (const groupBuyId of await groupBuysHolding(directory, id)) {
      const found = await find(groupBuyId);
      if (found !== null) return ok(found);
    }
    return err(problem("not-found"));
  }

  /** Whoever is suspended promises nothing anew; to withdraw, to decline and to ship stays free to them. */
  async function merchantOf({ merchantId }: Caller) {
    const found = merchantId === null ? null : await deps.merchantOf(merchantId);
    return found && merchantId !== null ? { ...found, merchantId } : null;
  }

  /** Read anew for each version: the authority knows nothing of other group-buys, and ranks by what is stated (P4). */
  async function statedOf({ merchantId, sinceMs }: { readonly merchantId: string; readonly sinceMs: number }) {
    return recordOf(await deps.records.of(merchantId), sinceMs);
  }

  async function offerOf(caller: Caller, offerId: string) {
    return locate(offerId, async (groupBuyId) => {
      const found = await authorities.of(groupBuyId).offer(offerId, viewerOf(caller));
      return found.ok ? found.value : null;
    });
  }

  async function orderPlace(caller: Caller, orderId: string) {
    return locate(orderId, async (groupBuyId) => {
      const orders = await authorities.of(groupBuyId).orders(viewerOf(caller));
      return orders.ok && orders.value.some(({ id }) => id === orderId) ? groupBuyId : null;
    });
  }

  return {
    ...deps.payoutAccounts,

    async demands(caller, query) {
      const list = JSON.stringify(["demands", { ...query, limit: undefined, cursor: undefined }]);
      const after = query.cursor === undefined ? undefined : cursors.open(query.cursor, list);
      if (after === null) return err(problem("cursor-invalid"));
      const closesAfter = instantOrNull(query.closesAfter, "/closesAfter");
      if (!closesAfter.ok) return closesAfter;
      const closesBefore = instantOrNull(query.closesBefore, "/closesBefore");
      if (!closesBefore.ok) return closesBefore;
      if (query.currency === undefined && (query.priceMinimum ?? query.priceMaximum) !== undefined)
        return err(fieldProblem("required", "/currency", "A price is looked for in one currency."));
      const found = await search.search({
        q: query.q ?? "",
        limit: query.limit ?? PAGE_DEFAULT,
        ...(query.sort !== undefined && { sort: query.sort }),
        ...(query.facets !== undefined && { withFacets: query.facets }),
        ...filtersOf(query),
        ...(closesAfter.value !== null && { closesAfterMs: closesAfter.value }),
        ...(closesBefore.value !== null && { closesBeforeMs: closesBefore.value }),
        ...(after && { after }),
      });
      if (!found.ok) return err(problem(found.error.code));
      const { items, readAs, repaired, unmet, wayOut, facets, index } = found.value;
      const isFirst = after === undefined && (query.q ?? "").trim() !== "";
      const named =
        isFirst && caller.merchantId !== null
          ? deps.queryLog.searched(
              caller.merchantId,
              query,
              items.map(({ id }) => id),
            )
          : null;
      return ok({
        ...pageOf(found.value, cursors, list),
        readAs,
        repaired,
        unmet,
        ...(wayOut && { wayOut }),
        ...(facets && { facets }),
        ...(named !== null && { search: named }),
        ...(index && { index: stateOf(index, deps.clock.nowMs()) }),
      });
    },

    async demandSuggestions(q) {
      const found = await search.suggest(q);
      return found.ok ? found : err(problem(found.error.code));
    },

    async demand(caller, id) {
      const found = await authorities.of(id).demand(viewerOf(caller));
      return found.ok ? found : err(refusalProblem(found.error));
    },

    async offer(caller, groupBuyId, { commandId, search: named, ...input }) {
      const merchant = await merchantOf(caller);
      if (!merchant) return err(problem("merchant-not-verified"));
      const body = offerBody(input);
      if (!body.ok) return body;
      const { merchantId } = merchant;
      const [kinIds, record, offering] = await Promise.all([
        deps.kinOf(merchantId),
        statedOf(merchant),
        limits.offering(caller, merchantId),
      ]);
      const { name: merchantName, isVerified } = merchant;
      const command = { type: "offer", ...body.value, merchantName, isVerified, kinIds, record } as const;
      const sent = await answer(send(offering, groupBuyId, command, commandId), offerIn);
      if (sent.ok && named !== undefined && input.canSupply && sent.replayed !== true) {
        deps.queryLog.offered(named, groupBuyId);
      }
      return sent;
    },

    async changeOffer(caller, offerId, version, input) {
      const merchant = await merchantOf(caller);
      if (merchant?.isVerified !== true) return err(problem("merchant-not-verified"));
      const located = await offerOf(caller, offerId);
      if (!located.ok) return located;
      const body = offerBody(input);
      if (!body.ok) return body;
      const [kinIds, record] = await Promise.all([deps.kinOf(merchant.merchantId), statedOf(merchant)]);
      const command = { type: "change_offer", offerId, version, ...body.value, kinIds, record } as const;
      return answer(send(caller, located.value.groupBuyId, command, null), offerIn);
    },

    async withdrawOffer(caller, offerId, version) {
      const located = await offerOf(caller, offerId);
      if (!located.ok) return located;
      const command = { type: "withdraw_offer", offerId, version } as const;
      return answer(send(caller, located.value.groupBuyId, command, null), offerIn);
    },

    async payBond(caller, offerId, { instrument, commandId }) {
      if ((await merchantOf(caller))?.isVerified !== true) return err(problem("merchant-not-verified"));
      const located = await offerOf(caller, offerId);
      if (!located.ok) return located;
      const command = { type: "pay_bond", offerId, instrument } as const;
      return answer(send(caller, located.value.groupBuyId, command, commandId), offerIn);
    },

    async confirmOffer(caller, offerId, { commandId }) {
      if ((await merchantOf(caller))?.isVerified !== true) return err(problem("merchant-not-verified"));
      const located = await offerOf(caller, offerId);
      if (!located.ok) return located;
      return answer(send(caller, located.value.groupBuyId, { type: "confirm_offer", offerId }, commandId), offerIn);
    },

    async declineOffer(caller, offerId, { commandId }) {
      const located = await offerOf(caller, offerId);
      if (!located.ok) return located;
      return answer(send(caller, located.value.groupBuyId, { type: "decline_offer", offerId }, commandId), offerIn);
    },

    async propose(caller, offerId, { commandId, daysLater, unitPrice, note }) {
      const words = checkText(note, { graphemesMaximum: 500, bytesMaximum: 2_000, multiline: true });
      if (!words.ok) return err(fieldProblem(words.error, "/note", problem(words.error).title));
      const located = await offerOf(caller, offerId);
      if (!located.ok) return located;
      const command = {
        type: "propose",
        offerId,
        daysLater: daysLater ?? null,
        unitPriceMinor: unitPrice?.amount ?? null,
        currency: unitPrice?.currency ?? null,
        words: words.value,
      } as const;
      return answer(send(caller, located.value.groupBuyId, command, commandId), offerIn);
    },

    async offers(caller, query) {
      if (caller.merchantId === null) return err(problem("forbidden"));
      const list = `offers:${caller.merchantId}`;
      const after = query.cursor === undefined ? undefined : cursors.open(query.cursor, list);
      if (after === null) return err(problem("cursor-invalid"));
      const rows = await directory.offersOf(caller.merchantId, query.limit ?? PAGE_DEFAULT, after);
      if (!rows.ok) return err(problem(rows.error.code));
      const seen = await Promise.all(
        rows.value.items.map(({ groupBuyId, offerId }) => authorities.of(groupBuyId).offer(offerId, viewerOf(caller))),
      );
      const items = seen.filter((offer) => offer.ok).map((offer) => offer.value);
      return ok(pageOf({ items, next: rows.value.next }, cursors, list));
    },

    offerOf,

    async orders(caller, groupBuyId) {
      const found = await authorities.of(groupBuyId).orders(viewerOf(caller));
      return found.ok ? found : err(refusalProblem(found.error));
    },

    async ship(caller, orderId, { commandId, shippedAt, carrier, tracking }) {
      const shippedAtMs = instantOrNull(shippedAt, "/shippedAt");
      if (!shippedAtMs.ok) return shippedAtMs;
      const lines = { carrier: lineOf(carrier, "/carrier"), tracking: lineOf(tracking, "/tracking") };
      if (!lines.carrier.ok) return lines.carrier;
      if (!lines.tracking.ok) return lines.tracking;
      const located = await orderPlace(caller, orderId);
      if (!located.ok) return located;
      const command = {
        type: "ship",
        memberId: orderId,
        shippedAtMs: shippedAtMs.value,
        carrier: lines.carrier.value,
        tracking: lines.tracking.value,
      } as const;
      return answer(send(caller, located.value, command, commandId), orderIn);
    },

    async deliver(caller, orderId, { commandId, deliveredAt, proof }) {
      const deliveredAtMs = instantOrNull(deliveredAt, "/deliveredAt");
      if (!deliveredAtMs.ok) return deliveredAtMs;
      const words = lineOf(proof, "/proof");
      if (!words.ok) return words;
      const located = await orderPlace(caller, orderId);
      if (!located.ok) return located;
      const command = {
        type: "deliver",
        memberId: orderId,
        deliveredAtMs: deliveredAtMs.value,
        proof: words.value,
      } as const;
      return answer(send(caller, located.value, command, commandId), orderIn);
    },

    async answerDispute(caller, orderId, { commandId, ...input }) {
      const command = disputeAnswerCommand(orderId, input);
      if (!command.ok) return command;
      const located = await orderPlace(caller, orderId);
      if (!located.ok) return located;
      return answer(send(caller, located.value, command.value, commandId), orderIn);
    },

    async payouts(caller) {
      if (caller.merchantId === null) return err(problem("forbidden"));
      const payouts = await deps.payouts.payoutsOf(caller.merchantId);
      return ok(
        payouts.map(({ id, groupBuyId, amountMinor, currency, state, atMs }) => {
          const amount: Money = { amount: amountMinor, currency };
          return { id, groupBuyId, amount, state, at: formatInstant(atMs) };
        }),
      );
    },
  };
}

function filtersOf(query: DemandQuery) {
  const { lang, category, country, currency, kind, quantityMinimum, quantityMaximum, priceMinimum, priceMaximum } =
    query;
  return {
    ...(kind !== undefined && { kind }),
    ...(quantityMaximum !== undefined && { quantityMaximum }),
    ...(priceMinimum !== undefined && { priceMinimumMinor: priceMinimum }),
    ...(priceMaximum !== undefined && { priceMaximumMinor: priceMaximum }),
    ...(lang !== undefined && { language: lang }),
    ...(category !== undefined && { category }),
    ...(country !== undefined && { country }),
    ...(currency !== undefined && { currency }),
    ...(quantityMinimum !== undefined && { quantityMinimum }),
  };
}

function lineOf(text: string | undefined, pointer: string): Result<string | null, Problem> {
  if (text === undefined) return ok(null);
  const checked = checkText(text, { graphemesMaximum: 80, bytesMaximum: 320 });
  return checked.ok ? checked : err(fieldProblem(checked.error, pointer, problem(checked.error).title));
}
