import { awardedBeside, leave } from "./chooser.ts";
import type { Concerning, Context, Decision, PersonCommand } from "../commands.ts";
import { concerning, decided, everybody, refuse } from "../decision.ts";
import { packsOf } from "../offers/whole-packs.ts";
import { fallOf } from "./merchant-word.ts";
import { leavingPacks } from "./packing.ts";
import type { Member } from "../state/member.ts";
import type { BesideAward, Offer } from "../state/offer.ts";
import { memberOf, requireOffer, verifiedMembers, type GroupBuy } from "../state/state.ts";
import type { Policy } from "../state/terms.ts";
import { unanswered } from "../state/timetable.ts";

type OfType<T extends PersonCommand["type"]> = Extract<PersonCommand, { type: T }>;

/** A member whom the chosen offer does not fit says whether it may bind them after all; a no is a way out (M9). */
export function decideConsent(groupBuy: GroupBuy, { accept }: OfType<"consent">, { actor }: Context): Decision {
  const member = actor && memberOf(groupBuy, actor.personId);
  if (!member) return refuse({ code: "not-found" });
  if (groupBuy.state !== "reconsent" || member.state !== "active" || member.consent !== "asked") {
    return refuse({ code: "state-conflict", facts: { state: member.consent ?? member.state } });
  }
  const consented = { type: "consented", open: { qty: member.quantity }, sealed: { memberId: member.id } } as const;
  const event = accept ? concerning(consented, member.pseudonym) : leave(member, "declined");
  return decided([event], { memberId: member.id });
}

/** The question ends with the last answer, at the latest with its window. */
export function questionDueMs(groupBuy: GroupBuy): number | null {
  if (unanswered(groupBuy).length === 0) return groupBuy.lastEffectiveAtMs;
  return groupBuy.question?.untilMs ?? null;
}

/**
 * G16, in two steps: whoever stayed silent leaves, and then those who are left are enough or not. Enough are the group's
 * minimum and what the merchant agreed to bear of the quantity that was chosen.
 */
export function endQuestion(groupBuy: GroupBuy, atMs: number): readonly Concerning[] {
  const { question, terms, policy } = groupBuy;
  const silent = unanswered(groupBuy).map((member) => leave(member, "silence"));
  if (silent.length > 0 || !question) return silent;
  const beside = stillBeside(groupBuy, question.beside ?? []);
  const others = new Set((question.beside ?? []).flatMap(({ memberIds }) => memberIds));
  const standing = new Set(beside.flatMap(({ memberIds }) => memberIds));
  const members = verifiedMembers(groupBuy);
  const { quantity, leaving } = staying(
    groupBuy,
    requireOffer(groupBuy, question.award.offerId),
    members.filter(({ id }) => !others.has(id)),
  );
  const dropped = members.filter(({ id }) => others.has(id) && !standing.has(id));
  const needed = Math.max(
    terms.quantityMinimum - beside.reduce((sum, { award }) => sum + award.quantity, 0),
    borne(policy, question.award.quantity),
  );
  if (quantity < needed) return fallOf(groupBuy, "too_few", atMs);
  return [
    ...leaving,
    ...dropped.map((member) => leave(member, "capacity")),
    ...everybody({ type: "awarded", open: { ...question.award, quantity, awardedAtMs: atMs }, sealed: {} }),
    ...awardedBeside(beside.map(({ award, memberIds }) => ({ award: { ...award, awardedAtMs: atMs }, memberIds }))),
  ];
}

/** For whom there is room: in whole packs where the good comes in packs (A4). */
function staying(
  groupBuy: GroupBuy,
  offer: Offer,
  members: readonly Member[],
): { quantity: number; leaving: readonly Concerning[] } {
  if (groupBuy.terms.packSize !== undefined) {
    const packs = packsOf(groupBuy, offer, members);
    return { quantity: packs.quantity, leaving: leavingPacks(packs, members) };
  }
  const leaving: Concerning[] = [];
  let quantity = 0;
  for (const member of [...members].sort(byConsent)) {
    if (quantity + member.quantity <= (offer.body.quantityMaximum ?? Number.POSITIVE_INFINITY)) {
      quantity += member.quantity;
    } else leaving.push(leave(member, "capacity"));
  }
  return { quantity, leaving };
}

/** What others get beside the offer that was asked about: as many as are still there, or nothing where those are too few. */
function stillBeside(groupBuy: GroupBuy, beside: readonly BesideAward[]): readonly BesideAward[] {
  const members = new Map(verifiedMembers(groupBuy).map((member) => [member.id, member]));
  return beside.flatMap(({ award, memberIds }) => {
    const left = memberIds.flatMap((id) => members.get(id) ?? []);
    const { quantity } = staying(groupBuy, requireOffer(groupBuy, award.offerId), left);
    const isEnough = quantity > 0 && quantity >= borne(groupBuy.policy, award.quantity);
    return isEnough ? [{ award: { ...award, quantity }, memberIds: left.map(({ id }) => id) }] : [];
  });
}

/** The share of what was chosen that a merchant cannot do without. */
function borne({ shrinkagePercent }: Policy, quantity: number): number {
  return Math.ceil((quantity * (100 - shrinkagePercent)) / 100);
}

/** Whom the offer fitted goes before who agreed to it; both in order of arrival. */
function byConsent(a: { consent: string | null; seq: number }, b: { consent: string | null; seq: number }): number {
  return Number(a.consent !== null) - Number(b.consent !== null) || a.seq - b.seq;
}
