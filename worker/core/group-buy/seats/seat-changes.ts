import { giveBack, legsOf } from "../money/leg-changes.ts";
import { heldPart } from "../state/parts.ts";
import type { Leg } from "../state/leg.ts";
import type { Member } from "../state/member.ts";
import { isVerified, requireMember, UNDISPUTED, type GroupBuy } from "../state/state.ts";
import { hasEnded, type MemberStateName } from "../state/states.ts";
import { noteMember } from "../state/timetable.ts";

type Seat = Pick<
  Member,
  | "id"
  | "personId"
  | "pseudonym"
  | "isInitiator"
  | "seq"
  | "joinedAtMs"
  | "quantity"
  | "country"
  | "priceCeilingMinor"
  | "deliverByMs"
  | "state"
  | "payByMs"
  | "depositLegId"
  | "flexible"
  | "buyer"
>;

export function seat(groupBuy: GroupBuy, facts: Seat): void {
  const member: Member = {
    ...facts,
    balanceLegId: null,
    totalMinor: null,
    address: null,
    shippedAtMs: null,
    carrier: null,
    tracking: null,
    confirmAtMs: null,
    ...UNDISPUTED,
    vote: null,
    consent: null,
  };
  groupBuy.members.set(member.id, member);
  groupBuy.memberOfPerson.set(member.personId, member.id);
  touchMember(groupBuy, member.id);
  count(groupBuy, member.state, member.quantity);
}

/** A member's change of state, with the three counters that everybody watches. */
export function move(groupBuy: GroupBuy, member: Member, state: MemberStateName): void {
  count(groupBuy, member.state, -member.quantity);
  member.state = state;
  count(groupBuy, state, member.quantity);
  if (hasEnded(state)) dropHeldPart(groupBuy, member);
  touchMember(groupBuy, member.id);
}

/** More or fewer units of a seat that stands as it is (M7). */
export function addQuantity(groupBuy: GroupBuy, memberId: string, quantity: number): void {
  const member = changeMember(groupBuy, memberId);
  member.quantity += quantity;
  count(groupBuy, member.state, quantity);
}

/** With the seat ends what was to be added to it; its money goes home with the seat's. */
function dropHeldPart(groupBuy: GroupBuy, member: Member): void {
  const part = heldPart(member);
  if (!part) return;
  groupBuy.heldQuantity -= part.quantity;
  member.parts = (member.parts ?? []).filter((other) => other !== part);
}

function count(groupBuy: GroupBuy, state: MemberStateName, quantity: number): void {
  if (state === "held") groupBuy.heldQuantity += quantity;
  else if (state === "waitlisted") groupBuy.waitlistedQuantity += quantity;
  else if (isVerified(state)) groupBuy.verifiedQuantity += quantity;
}

export function endMember(
  groupBuy: GroupBuy,
  memberId: string,
  state: "lapsed" | "withdrawn" | "opted_out" | "removed",
): void {
  const member = changeMember(groupBuy, memberId);
  member.payByMs = null;
  for (const leg of legsOf(groupBuy, member)) giveBack(groupBuy, leg);
  move(groupBuy, member, state);
}

/** The seat of a verified deposit becomes an active one (M4); a balance says nothing about the seat by itself. */
export function verify(groupBuy: GroupBuy, leg: Leg): void {
  if (leg.memberId === null || leg.purpose === "balance") return;
  const member = changeMember(groupBuy, leg.memberId);
  if (member.state !== "held") return;
  member.payByMs = null;
  delete member.atRisk;
  move(groupBuy, member, "active");
}

export function changeMember(groupBuy: GroupBuy, memberId: string): Member {
  touchMember(groupBuy, memberId);
  return requireMember(groupBuy, memberId);
}

function touchMember(groupBuy: GroupBuy, memberId: string): void {
  groupBuy.touched.members.add(memberId);
  noteMember(groupBuy, memberId);
}
