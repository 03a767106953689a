import type { Concerning } from "../commands.ts";
import { concerning, everybody } from "../decision.ts";
import type { Allocation } from "../offers/allocation.ts";
import { cutLast, partEnded } from "../seats/quantities.ts";
import type { Member } from "../state/member.ts";
import { packsOf } from "../offers/whole-packs.ts";
import { seatsOf, standingDeals } from "../state/deals.ts";
import { isVerified, requireOffer, type GroupBuy } from "../state/state.ts";
import { leave } from "./chooser.ts";

/** A4: who leaves because packs are whole, or because of the room of the offer, with everything back. */
export function leavingPacks(packs: Allocation, members: readonly Member[]): readonly Concerning[] {
  const unpacked = new Set([...packs.unpacked].map(({ member, seq }) => `${member.id}.${seq}`));
  const why = (member: Member, seq: number) => (unpacked.has(`${member.id}.${seq}`) ? "packs" : "capacity");
  const gone = members.filter((member) => !packs.pieces.has(member));
  return [
    ...gone.map((member) => leave(member, why(member, member.seq))),
    ...packs.beyond.flatMap(({ member, seq, legId, quantity }) =>
      legId === null ? [] : [concerning(partEnded(member, { legId, quantity }, why(member, seq)), member.pseudonym)],
    ),
  ];
}

/** A4: the seats of every deal in whole packs, as it binds; `pieces` is null where single ones are bought. */
export function packedDeals(groupBuy: GroupBuy): {
  readonly pieces: ReadonlyMap<Member, number> | null;
  readonly events: readonly Concerning[];
} {
  if (groupBuy.terms.packSize === undefined) return { pieces: null, events: [] };
  const pieces = new Map<Member, number>();
  const events: Concerning[] = [];
  for (const deal of standingDeals(groupBuy)) {
    const members = seatsOf(groupBuy, deal).filter(({ state }) => isVerified(state));
    const packs = packsOf(groupBuy, requireOffer(groupBuy, deal.award.offerId), members);
    for (const [member, quantity] of packs.pieces) pieces.set(member, quantity);
    events.push(...leavingPacks(packs, members), ...packing(packs));
  }
  return { pieces, events };
}

/**
 * A4: what members get more or less than they said so that packs are whole. Decided with the award, done when it binds: a
 * piece that is filled in has no deposit and raises the balance; of one that is cut the deposit goes back.
 */
function packing(packs: Allocation): readonly Concerning[] {
  const filled: { memberId: string; quantity: number }[] = [];
  const cut: { memberId: string; cuts: ReturnType<typeof cutLast> }[] = [];
  let more = 0;
  let fewer = 0;
  for (const [member, pieces] of packs.pieces) {
    const change = pieces - standing(member, packs);
    if (change > 0) filled.push({ memberId: member.id, quantity: change });
    if (change < 0) cut.push({ memberId: member.id, cuts: cutLast(member, -change, packs.beyond) });
    more += Math.max(0, change);
    fewer += Math.max(0, -change);
  }
  if (more === 0 && fewer === 0) return [];
  const open = { qty: packs.quantity, filled: more, cut: fewer };
  return everybody({ type: "packed", open, sealed: { filled, cut } });
}

/** What a seat holds without the added parts that leave. */
function standing(member: Member, { beyond }: Allocation): number {
  return beyond.reduce((rest, claim) => (claim.member === member ? rest - claim.quantity : rest), member.quantity);
}
