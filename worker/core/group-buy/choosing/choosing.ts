import { acceptableOffers, awardedBeside, choiceOf, type Choice } from "./chooser.ts";
import type { Concerning, Context, Decision, PersonCommand } from "../commands.ts";
import { concerning, decided, everybody, refuse } from "../decision.ts";
import { choosableFromMs } from "../money/bond.ts";
import type { RankedOffer } from "../offers/price.ts";
import type { Refusal } from "../state/refusal.ts";
import type { AwardedBy } from "../state/offer.ts";
import { isPublished, memberOf, verifiedMembers, type GroupBuy } from "../state/state.ts";
import { hasEnded } from "../state/states.ts";
import { choosingWindows } from "../state/terms.ts";

type OfType<T extends PersonCommand["type"]> = Extract<PersonCommand, { type: T }>;

/** A vote in which fewer than this share of the members took part decides nothing (domain 3.6). */
const TURNOUT_MINIMUM_PERCENT = 20;

/**
 * When a selecting group-buy goes on by itself: when the offers are in, when the time to choose is over, and at once
 * where the offer before has fallen.
 */
export function choiceDueMs(groupBuy: GroupBuy): number {
  const { effectiveAtMs, chooseUntilMs, fallenOffers } = groupBuy;
  if (fallenOffers > 0) return effectiveAtMs;
  return chooseUntilMs ?? Math.max(effectiveAtMs, choosableFromMs(groupBuy));
}

/** G14, G15 or G17, or the time to choose begins. Where nothing can be chosen nobody is kept waiting for it. */
export function choose(groupBuy: GroupBuy, atMs: number): readonly Concerning[] {
  const { terms, policy, chooseUntilMs, fallenOffers } = groupBuy;
  const offers = acceptableOffers(groupBuy, atMs);
  const [best] = offers;
  if (!best) return everybody({ type: "failed", open: { reason: "no_offer" }, sealed: {} });
  if (fallenOffers > 0) return take(groupBuy, best, atMs, { by: "next" });
  if (terms.chooser === "auto_best") return take(groupBuy, best, atMs);
  if (chooseUntilMs === null) {
    const untilMs = atMs + choosingWindows(policy).selectionMs;
    return everybody({ type: "choice_opened", open: { untilMs }, sealed: {} });
  }
  const elected = terms.chooser === "vote" ? countVotes(groupBuy, offers) : null;
  return elected ? take(groupBuy, elected.offer, atMs, elected.chosen) : take(groupBuy, best, atMs, { by: "fallback" });
}

/** The initiator's choice among what may be chosen, once the offers are in. */
export function decidePick(groupBuy: GroupBuy, command: OfType<"pick">, { actor, recvMs }: Context): Decision {
  if (actor?.personId !== groupBuy.initiatorId)
    return refuse({ code: isPublished(groupBuy) ? "forbidden" : "not-found" });
  const denied = denyChoice(groupBuy, "initiator_pick");
  if (denied) return refuse(denied);
  const found = choosable(groupBuy, command.offerId, recvMs);
  if ("code" in found) return refuse(found);
  const { version } = found.offer;
  if (version !== command.version) return refuse({ code: "precondition-failed", facts: { version } });
  return decided(take(groupBuy, found, recvMs, { by: "initiator" }, groupBuy.initiatorPseudonym), {});
}

/** One member, one vote, which may be changed until the end. */
export function decideVote(groupBuy: GroupBuy, command: OfType<"vote">, { actor, recvMs }: Context): Decision {
  const member = actor && memberOf(groupBuy, actor.personId);
  if (!member || hasEnded(member.state)) return refuse({ code: "not-found" });
  const denied = denyChoice(groupBuy, "vote");
  if (denied) return refuse(denied);
  const found = choosable(groupBuy, command.offerId, recvMs);
  if ("code" in found) return refuse(found);
  const event = { type: "voted", open: {}, sealed: { memberId: member.id, offerId: found.offer.id } } as const;
  return decided(member.vote === found.offer.id ? [] : [concerning(event, member.pseudonym)], { memberId: member.id });
}

function denyChoice({ state, terms, chooseUntilMs }: GroupBuy, chooser: "initiator_pick" | "vote"): Refusal | null {
  if (state !== "selecting" || terms.chooser !== chooser) return { code: "state-conflict", facts: { state } };
  return chooseUntilMs === null ? { code: "state-conflict", facts: { state: "offers-open" } } : null;
}

function choosable(groupBuy: GroupBuy, offerId: string, atMs: number): RankedOffer | Refusal {
  if (!groupBuy.offers.has(offerId)) return { code: "not-found" };
  const ranked = acceptableOffers(groupBuy, atMs).find(({ offer }) => offer.id === offerId);
  return ranked ?? { code: "offer-invalid", pointer: "/offerId", facts: { rule: "acceptable" } };
}

/** Null where too few voted, or nobody for what may still be chosen. Tied offers are taken in the order of the rule. */
function countVotes(
  groupBuy: GroupBuy,
  offers: readonly RankedOffer[],
): { offer: RankedOffer; chosen: AwardedBy } | null {
  const members = verifiedMembers(groupBuy);
  const votes = new Map(offers.map(({ offer }) => [offer.id, 0]));
  let voters = 0;
  for (const { vote } of members) {
    const counted = vote === null ? undefined : votes.get(vote);
    if (vote === null || counted === undefined) continue;
    votes.set(vote, counted + 1);
    voters += 1;
  }
  if (voters === 0 || voters * 100 < members.length * TURNOUT_MINIMUM_PERCENT) return null;
  const most = Math.max(...votes.values());
  const offer = offers.find((ranked) => votes.get(ranked.offer.id) === most);
  return offer ? { offer, chosen: { by: "vote", votes: most, voters, members: members.length } } : null;
}

function take(
  groupBuy: GroupBuy,
  ranked: RankedOffer,
  atMs: number,
  chosen?: AwardedBy,
  actor: string | null = null,
): readonly Concerning[] {
  const choice = choiceOf(groupBuy, ranked, atMs, chosen);
  return [...choice.leaving, ...outcomeOf(groupBuy, choice, atMs, actor)];
}

/** Everybody's word carries it, or those whose word does not are asked first. */
function outcomeOf({ policy }: GroupBuy, choice: Choice, atMs: number, actor: string | null): readonly Concerning[] {
  const { award, beside, asked } = choice;
  if (asked.length === 0) {
    return [concerning({ type: "awarded", open: award, sealed: {} }, actor), ...awardedBeside(beside)];
  }
  const open = {
    unitPriceMinor: award.unitPriceMinor,
    qty: asked.reduce((sum, { quantity }) => sum + quantity, 0),
    untilMs: atMs + choosingWindows(policy).reconsentMs,
  };
  const sealed = { award, memberIds: asked.map(({ id }) => id), ...(beside.length > 0 && { beside }) };
  return [concerning({ type: "consent_asked", open, sealed }, actor)];
}
