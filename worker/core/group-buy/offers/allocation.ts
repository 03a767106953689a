import type { Member } from "../state/member.ts";
import { claimsOf, type Claim } from "../state/parts.ts";
import { fewestOut } from "./fewest.ts";

/** What may be given out: so much at most, or without limit, and only in whole packs of so many pieces (1: single ones). */
export interface Room {
  readonly capacity: number | null;
  readonly packSize: number;
}

/** Who gets how much of it. */
export interface Allocation {
  /** Who gets something, in the order of their first claims. */
  readonly members: readonly Member[];
  readonly pieces: ReadonlyMap<Member, number>;
  /** Together: a whole number of packs within the capacity. */
  readonly quantity: number;
  /** Added parts that are not served where their seat is (M7). */
  readonly beyond: readonly Claim[];
  /** Claims for which there would be room, but no whole pack (A4). */
  readonly unpacked: ReadonlySet<Claim>;
}

/** So many pieces for each claim that is served, in order. */
type Served = ReadonlyMap<Claim, number>;

/** First come, first served (A1): what was added to a seat stands at its own place (M7). */
export function claimsInOrder(members: readonly Member[]): Claim[] {
  return members.flatMap(claimsOf).sort((a, b) => a.seq - b.seq);
}

/**
 * Gives out what there is: pure, and the same whoever asks (domain 3.9). Claims are served in the order in which they are
 * handed in; what no longer fits whole is passed over and a smaller later one may fit (A2). Then packs are made whole
 * (A4): what the last one lacks goes to members who would take more, first come first; or what is in it is taken off
 * members who would take less, last come first; or as few pieces as possible go, of equal ones the later, and whoever was
 * passed over is looked at again.
 */
export function allocate(claims: readonly Claim[], room: Room): Allocation {
  const unpacked = new Set<Claim>();
  for (;;) {
    const candidates = claims.filter((claim) => !unpacked.has(claim));
    const served = serve(candidates, room);
    const change = rounding(served, room.packSize);
    if (change) return outcome(claims, restored(claims, served, unpacked), change, unpacked);
    for (const claim of inTheWay(served, room.packSize)) unpacked.add(claim);
  }
}

function serve(claims: readonly Claim[], { capacity, packSize }: Room): Served {
  const served = new Map<Claim, number>();
  const seated = new Set<Member>();
  let left = capacity === null ? Number.POSITIVE_INFINITY : capacity - (capacity % packSize);
  for (const claim of claims) {
    const isSeated = isFirst(claim) || seated.has(claim.member);
    const pieces =
      claim.quantity <= left || (packSize > 1 && mayCut(claim.member)) ? Math.min(claim.quantity, left) : 0;
    if (!isSeated || pieces === 0) continue;
    seated.add(claim.member);
    served.set(claim, pieces);
    left -= pieces;
  }
  return served;
}

/** How many more or fewer pieces members take than what is served, so that it comes out whole; null where they do not. */
function rounding(served: Served, packSize: number): ReadonlyMap<Member, number> | null {
  const over = total(served) % packSize;
  if (over === 0) return new Map();
  const held = piecesOf(served);
  const more = new Map([...held].map(([member, pieces]) => [member, moreFor(member, pieces)]));
  if (sum(more) >= packSize - over) return taking(packSize - over, [...more]);
  const fewer = [...served]
    .filter(([{ member }]) => mayCut(member))
    .map(([claim, pieces]): [Member, number] => [claim.member, isFirst(claim) ? pieces - 1 : pieces]);
  const cuts = taking(over, fewer.reverse());
  return sum(cuts) === over ? new Map([...cuts].map(([member, pieces]) => [member, -pieces])) : null;
}

/** So many pieces in all, from each as many as it has, in order. */
function taking(pieces: number, offered: readonly (readonly [Member, number])[]): Map<Member, number> {
  const taken = new Map<Member, number>();
  let left = pieces;
  for (const [member, available] of offered) {
    const share = Math.min(left, available);
    if (share > 0) taken.set(member, (taken.get(member) ?? 0) + share);
    left -= share;
  }
  return taken;
}

/** Whoever is flexible helps to make packs whole and stays; a seat goes only after what was added to it. */
function inTheWay(served: Served, packSize: number): Claim[] {
  const claims = [...served.keys()];
  const held = piecesOf(served);
  const over = total(served) % packSize;
  const more = sum([...held].map(([member, pieces]) => [member, moreFor(member, pieces)] as const));
  const fewer = sum([...held].map(([member, pieces]) => [member, mayCut(member) ? pieces - 1 : 0] as const));
  const isWhole = (rest: number) => packSize - rest <= more || rest <= fewer;
  const added = new Set(claims.filter((claim) => !isFirst(claim)).map(({ member }) => member));
  const rigid = claims.filter((claim) => isRigid(claim.member) && (!isFirst(claim) || !added.has(claim.member)));
  const out = fewestOut(
    rigid.map((claim) => served.get(claim) ?? 0),
    packSize,
    over,
    isWhole,
  );
  return out ? rigid.filter((_, place) => out.includes(place)) : claims.slice(-1);
}

/** Of equal wishes the earlier is served: a later one that only came in afterwards gives its place back. */
function restored(claims: readonly Claim[], served: Served, unpacked: Set<Claim>): Served {
  if (unpacked.size === 0) return served;
  const places = new Map(claims.map((claim, place) => [claim, place]));
  const placeOf = (claim: Claim) => places.get(claim) ?? 0;
  const result = new Map(served);
  for (const claim of [...unpacked].filter(isPlain).sort((a, b) => placeOf(a) - placeOf(b))) {
    const later = [...result.keys()].findLast(
      (other) => isPlain(other) && other.quantity === claim.quantity && placeOf(other) > placeOf(claim),
    );
    if (!later) continue;
    result.delete(later);
    result.set(claim, claim.quantity);
    unpacked.delete(claim);
    unpacked.add(later);
  }
  return result;
}

function outcome(
  claims: readonly Claim[],
  served: Served,
  change: ReadonlyMap<Member, number>,
  unpacked: ReadonlySet<Claim>,
): Allocation {
  const pieces = piecesOf(
    new Map(claims.flatMap((claim) => (served.has(claim) ? [[claim, served.get(claim) ?? 0]] : []))),
  );
  for (const [member, more] of change) pieces.set(member, (pieces.get(member) ?? 0) + more);
  return {
    members: [...pieces.keys()],
    pieces,
    quantity: sum(pieces),
    beyond: claims.filter((claim) => !isFirst(claim) && !served.has(claim) && pieces.has(claim.member)),
    unpacked,
  };
}

function isFirst({ seq, member }: Claim): boolean {
  return seq === member.seq;
}

function isRigid(member: Member): boolean {
  return !mayCut(member) && moreFor(member, member.quantity) === 0;
}

/** A seat that is what it was at the join, and nothing else. */
function isPlain({ member }: Claim): boolean {
  return isRigid(member) && claimsOf(member).length === 1;
}

function mayCut({ flexible }: Member): boolean {
  return flexible?.orFewer === true;
}

/** How many more than these pieces a member would take. */
function moreFor({ flexible }: Member, pieces: number): number {
  return flexible ? Math.max(0, flexible.upTo - pieces) : 0;
}

function piecesOf(served: Iterable<readonly [Claim, number]>): Map<Member, number> {
  const held = new Map<Member, number>();
  for (const [{ member }, pieces] of served) held.set(member, (held.get(member) ?? 0) + pieces);
  return held;
}

function total(served: Served): number {
  return sum(served);
}

function sum(entries: Iterable<readonly [unknown, number]>): number {
  let all = 0;
  for (const [, pieces] of entries) all += pieces;
  return all;
}
