import type { GroupBuyTermsInput } from "../contract/group-buy.ts";
import { problem, type Problem } from "../contract/problems.ts";
import type { Page } from "../contract/shared.ts";
import type { PersonCommand } from "../core/group-buy/commands.ts";
import type { ProviderFacts } from "../core/group-buy/state.ts";
import { checkTerms, type Policy, type Terms } from "../core/group-buy/terms.ts";
import { parseReceiptId } from "../core/group-buy/receipt-id.ts";
import { groupBuyTag } from "../core/group-buy/tag.ts";
import { assert, err, ok, type Result } from "../core/result.ts";
import { checkText } from "../core/text.ts";
import { parseInstant } from "../core/time/instant.ts";
import { actorOf, viewerOf } from "./actor.ts";
import type { Answer, Caller, CardQuery, GroupBuyUseCases, MyGroupBuy, Repeatable } from "./app.ts";
import type { Authorities, AuthorityAnswer } from "./authority.ts";
import { balanceCommand, joinCommand } from "./command-input.ts";
import type { CursorCodec } from "./cursors.ts";
import type { Directory, Keyset } from "./directory.ts";
import type { Ids } from "./ids.ts";
import { refusalProblem } from "./refusal-problem.ts";
import { patchTerms, readTerms } from "./terms-input.ts";

export interface GroupBuyDependencies {
  readonly authorities: Authorities;
  readonly directory: Directory;
  readonly cursors: CursorCodec;
  readonly ids: Ids;
  /** What the operator fixes for new group-buys; the initiator's country may change what a no-show costs. */
  readonly policyFor: (country: string | null) => Policy;
  /** The provider of new group-buys; null in a deployment without one, which then publishes nothing. */
  readonly provider: ProviderFacts | null;
}

const PAGE_DEFAULT = 20;

/** The life of a group-buy as buyers drive it. Decisions are the object's; lists are the directory's. */
export function createGroupBuyUseCases(deps: GroupBuyDependencies): GroupBuyUseCases {
  const { authorities, directory, cursors } = deps;
  const send = sender(authorities);

  return {
    async create(caller, input: GroupBuyTermsInput) {
      if (!deps.provider) return err(problem("dependency-unavailable", { detail: "No deposit provider is set up." }));
      const terms = readTerms(input);
      if (!terms.ok) return terms;
      const policy = deps.policyFor(caller.country);
      const checked = checkTerms(terms.value, policy); // Before an object exists that would have to be thrown away.
      if (!checked.ok) return err(refusalProblem(checked.error));
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
      const reply = await authority.execute({ command: { type: "draft", founding }, actor, commandId: null });
      if (!reply.ok) return err(refusalProblem(reply.error.refusal));
      await authority.drained(); // So that "my group-buys" knows it at once.
      return ok(whole(reply.value));
    },

    async change(caller, id, version, patch) {
      const seen = await authorities.of(id).view(viewerOf(caller));
      if (!seen.ok) return err(refusalProblem(seen.error));
      const terms = patchTerms(termsOf(seen.value), patch);
      if (!terms.ok) return terms;
      return withWhole(send(caller, id, { type: "change_draft", version, terms: terms.value }, null));
    },

    async discard(caller, id, version) {
      const sent = await send(caller, id, { type: "discard", version }, null);
      return sent.ok ? ok(undefined) : sent;
    },

    async submit(caller, id, { instrument, commandId }) {
      const openElsewhere = await countOpen(directory, caller);
      const sent = await send(caller, id, { type: "submit", instrument, openElsewhere }, commandId);
      if (!sent.ok) return sent;
      const { leg } = sent.value;
      assert(leg, "a submission answers with its leg");
      return ok({ groupBuy: whole(sent.value), leg });
    },

    async view(id, caller) {
      const seen = await authorities.of(id).view(viewerOf(caller));
      return seen.ok ? seen : err(refusalProblem(seen.error));
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

    async join(caller, id, { commandId, ...input }) {
      const command = joinCommand(input);
      if (!command.ok) return command;
      const sent = await send(caller, id, command.value, commandId);
      return sent.ok ? ok(seatOf(sent.value)) : sent;
    },

    async myMembership(caller, id) {
      const seen = await authorities.of(id).view(viewerOf(caller));
      if (!seen.ok) return err(refusalProblem(seen.error));
      const membership = seen.value.me?.membership;
      return membership ? ok(membership) : err(problem("not-found"));
    },

    async leave(caller, id, { commandId }) {
      const sent = await send(caller, id, { type: "leave" }, commandId);
      return sent.ok ? ok(seatOf(sent.value)) : sent;
    },

    async payBalance(caller, id, { commandId, ...input }) {
      const command = balanceCommand(input);
      if (!command.ok) return command;
      const sent = await send(caller, id, command.value, commandId);
      if (!sent.ok) return sent;
      const { membership, leg } = sent.value;
      assert(membership && leg, "a balance answers with its seat and leg");
      return ok({ membership, leg });
    },

    async confirmReceived(caller, id, { commandId }) {
      const sent = await send(caller, id, { type: "confirm_received" }, commandId);
      if (!sent.ok) return sent;
      assert(sent.value.membership, "a confirmation answers with its seat");
      return ok(sent.value.membership);
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
      return withWhole(send(caller, id, { type: "cancel", words: words.value }, commandId));
    },

    async receipt(id) {
      const parsed = parseReceiptId(id);
      if (!parsed.ok) return err(problem(parsed.error));
      const found = await authorities.of(parsed.value.groupBuyId).receipt(parsed.value.seq);
      return found.ok ? found : err(refusalProblem(found.error));
    },
  };
}

/** Finds the group-buy that a seat, deposit or offer belongs to by the tag in its id (see `taggedId`). */
export async function groupBuysHolding(directory: Directory, id: string): Promise<readonly string[]> {
  return directory.groupBuysByTag(groupBuyTag(id));
}

type Send = (
  caller: Caller,
  groupBuyId: string,
  command: PersonCommand,
  commandId: Repeatable["commandId"] | null,
) => Promise<Result<AuthorityAnswer, Problem>>;

/** One way for every command: the caller under their pseudonym, a refusal as the problem the edge will print. */
export function sender(authorities: Authorities): Send {
  return async (caller, groupBuyId, command, commandId) => {
    const actor = actorOf(caller, groupBuyId);
    const reply = await authorities.of(groupBuyId).execute({ command, actor, commandId });
    return reply.ok ? ok(reply.value) : err(refusalProblem(reply.error.refusal, reply.error.receipt));
  };
}

function whole({ groupBuy }: AuthorityAnswer) {
  assert(groupBuy, "this command answers with the group-buy");
  return groupBuy;
}

async function withWhole(sent: ReturnType<Send>): Answer<ReturnType<typeof whole>> {
  const answer = await sent;
  return answer.ok ? ok(whole(answer.value)) : answer;
}

function seatOf({ membership, leg, receipt }: AuthorityAnswer) {
  assert(membership && receipt, "a seat answers with its receipt");
  return { membership, receipt, ...(leg && { leg }) };
}

/** Terms back from the resource that only the initiator of a draft can see. */
function termsOf(groupBuy: ReturnType<typeof whole>): Terms {
  const instant = (text: string) => {
    const parsed = parseInstant(text);
    assert(parsed.ok, "our own timestamps parse");
    return parsed.value;
  };
  return {
    title: groupBuy.title,
    description: groupBuy.description,
    kind: groupBuy.kind,
    category: groupBuy.category,
    language: groupBuy.language,
    unit: groupBuy.unit,
    currency: groupBuy.currency,
    targetUnitPriceMinor: groupBuy.targetUnitPrice.amount,
    ceilingUnitPriceMinor: groupBuy.ceilingUnitPrice?.amount ?? null,
    quantityMinimum: groupBuy.quantityMinimum,
    quantityMaximum: groupBuy.quantityMaximum ?? null,
    perBuyerMaximum: groupBuy.perBuyerMaximum,
    initiatorQuantity: groupBuy.initiatorQuantity,
    depositPerUnitMinor: groupBuy.depositPerUnit.amount,
    closesAtMs: instant(groupBuy.closesAt),
    deliverByMs: groupBuy.deliverBy === undefined ? null : instant(groupBuy.deliverBy),
    shipTo: groupBuy.shipTo,
    chooser: groupBuy.chooser,
    offerWindowMs: 0,
    extendOnceMs: null,
  };
}

/** How many group-buys of this person are running; the limit is the operator's (G2). */
async function countOpen(directory: Directory, caller: Caller): Promise<number> {
  const started = (await directory.membershipsOf(caller.personId)).filter(({ isInitiator }) => isInitiator);
  const cards = await Promise.all(started.map(({ groupBuyId }) => directory.cardOf(groupBuyId)));
  return cards.filter((card) => card?.state === "open").length;
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
