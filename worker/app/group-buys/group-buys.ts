import type { GroupBuyTermsInput } from "../../contract/group-buy.ts";
import { problem } from "../../contract/problems.ts";
import type { Page } from "../../contract/shared.ts";
import { ratingOf, type Rating } from "../../core/community/reviews.ts";
import type { ProviderFacts } from "../../core/group-buy/state/state.ts";
import { checkTerms, type Policy } from "../../core/group-buy/state/terms.ts";
import { parseReceiptId } from "../../core/group-buy/state/receipt-id.ts";
import { groupBuyTag, parseCode } from "../../core/group-buy/state/tag.ts";
import { err, ok } from "../../core/result.ts";
import { checkText } from "../../core/text.ts";
import { actorOf, viewerOf } from "../actor.ts";
import type { CardQuery, GroupBuyUseCases, MyGroupBuy } from "../app.ts";
import type { Authorities } from "../authority.ts";
import { balanceCommand, changeCommand, joinCommand } from "./command-input.ts";
import type { Clock } from "../clock.ts";
import type { CursorCodec } from "../cursors.ts";
import type { Directory, Keyset } from "../directory.ts";
import type { Ids } from "../ids.ts";
import { disputeCommand } from "./dispute-input.ts";
import { refusalProblem } from "./refusal-problem.ts";
import { certificateOf, logFileOf } from "./log-files.ts";
import { createPersonLimits } from "../limits/person-limits.ts";
import { answer, legIn, membershipIn, seatIn, sender, wholeIn } from "./send.ts";
import { patchTerms, readTerms } from "./terms-input.ts";

export interface GroupBuyDependencies {
  readonly authorities: Authorities;
  readonly directory: Directory;
  readonly cursors: CursorCodec;
  readonly clock: Clock;
  readonly ids: Ids;
  /** What the operator fixes for new group-buys; the initiator's country may change what a no-show costs. */
  readonly policy: Policy;
  /** What members have said of merchants, all together (C6). */
  readonly ratingsOf: (merchantIds: readonly string[]) => Promise<ReadonlyMap<string, Rating>>;
  /** The provider of new group-buys; null in a deployment without one, which then publishes nothing. */
  readonly provider: ProviderFacts | null;
}

const SIMILAR_AT_MOST = 3;
const PAGE_DEFAULT = 20;

/** The life of a group-buy as buyers drive it. Decisions are the object's; lists are the directory's. */
export function createGroupBuyUseCases(deps: GroupBuyDependencies): GroupBuyUseCases {
  const { authorities, directory, cursors } = deps;
  const send = sender(authorities);
  const limits = createPersonLimits(deps);

  return {
    async create(caller, input: GroupBuyTermsInput) {
      if (!deps.provider) return err(problem("dependency-unavailable", { detail: "No deposit provider is set up." }));
      const terms = readTerms(input);
      if (!terms.ok) return terms;
      const { policy } = deps;
      const checked = checkTerms(terms.value, policy); // Before an object exists that would have to be thrown away.
      if (!checked.ok) return err(refusalProblem(checked.error));
      const enough = await limits.drafting(caller);
      if (enough) return err(enough);
      const id = deps.ids.next("gb");
      const actor = actorOf(caller, id);
      const founding = {
        id,
        initiatorId: caller.personId,
        initiatorPseudonym: actor.pseudonym,
        initiatorName: caller.name,
        initiatorCountry: caller.country,
        provider: deps.provider,
        terms: terms.value,
        policy,
      };
      const authority = authorities.of(id, caller.country);
      const reply = await authority.execute({
        command: { type: "draft", founding },
        actor,
        commandId: null,
        ...(caller.evidence && { evidence: caller.evidence }),
      });
      if (!reply.ok) return err(refusalProblem(reply.error.refusal, reply.error));
      await authority.drained(); // So that "my group-buys" knows it at once.
      return ok(wholeIn(reply.value));
    },

    async change(caller, id, version, patch) {
      const seen = await authorities.of(id).view(viewerOf(caller));
      if (!seen.ok) return err(refusalProblem(seen.error));
      const terms = patchTerms(seen.value, patch);
      if (!terms.ok) return terms;
      return answer(send(caller, id, { type: "change_draft", version, terms: terms.value }, null), wholeIn);
    },

    async discard(caller, id, version) {
      return answer(send(caller, id, { type: "discard", version }, null), () => undefined);
    },

    async submit(caller, id, { instrument, commandId }) {
      const openElsewhere = await limits.openOf(caller);
      return answer(send(caller, id, { type: "submit", instrument, openElsewhere }, commandId), (value) => ({
        groupBuy: wholeIn(value),
        leg: legIn(value),
      }));
    },

    async view(id, caller) {
      const seen = await authorities.of(id).view(viewerOf(caller));
      return seen.ok ? seen : err(refusalProblem(seen.error));
    },

    async idOfCode(code) {
      const parsed = parseCode(code);
      if (parsed === null) return err(problem("not-found"));
      const tagged = await directory.groupBuysByTag(groupBuyTag(parsed));
      for (const id of tagged.toSorted()) {
        const seen = await authorities.of(id).view(viewerOf(null)); // Nobody learns of a draft by trying codes (G1).
        if (seen.ok) return ok(id);
      }
      return err(problem("not-found"));
    },

    async cards(query) {
      const list = listNameOf(query);
      const after = query.cursor === undefined ? undefined : cursors.open(query.cursor, list);
      if (after === null) return err(problem("cursor-invalid"));
      const { sort = "closing", category, currency, country, q } = query;
      const found = await directory.cards({
        sort,
        limit: query.limit ?? PAGE_DEFAULT,
        ...(category !== undefined && { category }),
        ...(currency !== undefined && { currency }),
        ...(country !== undefined && { country }),
        ...(q !== undefined && q.trim() !== "" && { q }),
        ...(after && { after }),
      });
      return found.ok ? ok(pageOf(found.value, cursors, list)) : err(problem(found.error.code));
    },

    async similar({ title, kind = "good" }) {
      const found = await directory.similar({ title, kind }, SIMILAR_AT_MOST);
      return found.ok ? found : err(problem(found.error.code));
    },

    async justClosed(limit) {
      return ok(await directory.justClosed(deps.clock.nowMs(), limit));
    },

    async mine(caller) {
      const rows = await directory.membershipsOf(caller.personId);
      const seen = await Promise.all(
        rows.map(async ({ groupBuyId, isInitiator }): Promise<MyGroupBuy | null> => {
          const found = await authorities.of(groupBuyId).view(viewerOf(caller));
          return found.ok && found.value.state !== "discarded" ? { groupBuy: found.value, isInitiator } : null;
        }),
      );
      return ok(seen.filter((one) => one !== null));
    },

    async members(id, query) {
      const list = `members:${id}`;
      const after = query.cursor === undefined ? FIRST : cursors.open(query.cursor, list);
      if (after === null) return err(problem("cursor-invalid"));
      const limit = query.limit ?? PAGE_DEFAULT;
      const found = await authorities.of(id).members(Number(after.values[0]), limit + 1);
      if (!found.ok) return err(refusalProblem(found.error));
      const items = found.value.slice(0, limit);
      const last = found.value.length > limit ? items.at(-1) : undefined;
      return ok({ items, next: last ? cursors.seal({ values: [last.seq] }, list) : null });
    },

    async leaves(id, after) {
      const found = await authorities.of(id).leaves(after, 100);
      return found.ok ? found : err(refusalProblem(found.error));
    },

    async logHead(id) {
      const found = await authorities.of(id).logHead();
      return found.ok ? found : err(refusalProblem(found.error));
    },

    async logConsistency(id, fromSize, toSize) {
      const found = await authorities.of(id).logConsistency(fromSize, toSize);
      return found.ok ? found : err(refusalProblem(found.error));
    },

    async certificate(id) {
      const found = await certificateOf(authorities.of(id), id);
      return found.ok ? found : err(refusalProblem(found.error));
    },

    async logFile(id) {
      const found = await logFileOf(authorities.of(id), id);
      return found.ok ? found : err(refusalProblem(found.error));
    },

    async join(caller, id, { commandId, ...input }) {
      const command = joinCommand(input);
      if (!command.ok) return command;
      return answer(send(await limits.joining(caller), id, command.value, commandId), seatIn);
    },

    joining: (caller) => limits.joining(caller),

    async myMembership(caller, id) {
      const seen = await authorities.of(id).view(viewerOf(caller));
      if (!seen.ok) return err(refusalProblem(seen.error));
      const membership = seen.value.me?.membership;
      return membership ? ok(membership) : err(problem("not-found"));
    },

    async leave(caller, id, { commandId }) {
      return answer(send(caller, id, { type: "leave" }, commandId), seatIn);
    },

    async changeQuantity(caller, id, { commandId, ...input }) {
      return answer(send(caller, id, changeCommand(input), commandId), seatIn);
    },

    async payBalance(caller, id, { commandId, ...input }) {
      const command = balanceCommand(input);
      if (!command.ok) return command;
      return answer(send(caller, id, command.value, commandId), (value) => ({
        membership: membershipIn(value),
        leg: legIn(value),
      }));
    },

    async confirmReceived(caller, id, { commandId }) {
      return answer(send(caller, id, { type: "confirm_received" }, commandId), membershipIn);
    },

    async dispute(caller, id, { commandId, ...input }) {
      const command = disputeCommand(input);
      if (!command.ok) return command;
      return answer(send(caller, id, command.value, commandId), membershipIn);
    },

    async replyDispute(caller, id, { accept, commandId }) {
      return answer(send(caller, id, { type: "reply_dispute", accept }, commandId), membershipIn);
    },

    async comparison(caller, id) {
      const found = await authorities.of(id).comparison(viewerOf(caller));
      if (!found.ok) return err(refusalProblem(found.error));
      const { offers } = found.value;
      // The directory's database may be down; the offers are not.
      const ratings = await deps.ratingsOf(offers.map(({ merchantId }) => merchantId)).catch(() => null);
      const rated = offers.map((offer) => {
        const rating = ratings === null ? undefined : (ratings.get(offer.merchantId) ?? ratingOf(0, 0));
        return rating ? { ...offer, rating } : offer;
      });
      return ok({ ...found.value, offers: rated });
    },

    async pick(caller, id, { offerId, version, commandId }) {
      return answer(send(caller, id, { type: "pick", offerId, version }, commandId), wholeIn);
    },

    async vote(caller, id, { offerId, commandId }) {
      return answer(send(caller, id, { type: "vote", offerId }, commandId), membershipIn);
    },

    async consent(caller, id, { accept, commandId }) {
      return answer(send(caller, id, { type: "consent", accept }, commandId), membershipIn);
    },

    async answerProposal(caller, id, { answer: word, commandId }) {
      return answer(send(caller, id, { type: "answer_proposal", answer: word }, commandId), membershipIn);
    },

    async cancel(caller, id, { reason, commandId }) {
      const words = checkText(reason, {
        graphemesMaximum: 500,
        bytesMaximum: 2_000,
        multiline: true,
        allowEmpty: true,
      });
      if (!words.ok)
        return err(problem(words.error, { errors: [{ pointer: "/reason", code: words.error, detail: "" }] }));
      return answer(send(caller, id, { type: "cancel", words: words.value }, commandId), wholeIn);
    },

    async receipt(id) {
      const parsed = parseReceiptId(id);
      if (!parsed.ok) return err(problem(parsed.error));
      const found = await authorities.of(parsed.value.groupBuyId).receipt(parsed.value.seq);
      return found.ok ? found : err(refusalProblem(found.error));
    },

    async receiptProof(id) {
      const parsed = parseReceiptId(id);
      if (!parsed.ok) return err(problem(parsed.error));
      const found = await authorities.of(parsed.value.groupBuyId).logProof(parsed.value.seq);
      return found.ok ? found : err(refusalProblem(found.error));
    },
  };
}

/** Finds the group-buy that a seat, deposit or offer belongs to by the tag in its id (see `taggedId`). */
export async function groupBuysHolding(directory: Directory, id: string): Promise<readonly string[]> {
  return directory.groupBuysByTag(groupBuyTag(id));
}

const FIRST: Keyset = { values: [0] };

/** A cursor belongs to one list with one set of filters. */
function listNameOf({ sort = "closing", category, currency, country, q }: CardQuery): string {
  return JSON.stringify(["cards", sort, category, currency, country, q]);
}

export function pageOf<Item>(
  page: { readonly items: readonly Item[]; readonly next: Keyset | null },
  cursors: CursorCodec,
  list: string,
): Page<Item> {
  return { items: page.items, next: page.next ? cursors.seal(page.next, list) : null };
}
