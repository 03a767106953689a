import type { Context, Decision, PersonCommand } from "../commands.ts";
import { receivedBy } from "../advance.ts";
import { concerning, decided, refuse } from "../decision.ts";
import { balanceMinor, capturing, isGone } from "../money/money-steps.ts";
import type { LegOpening } from "../money/money-events.ts";
import { dealOf } from "../state/deals.ts";
import { orderOf, settling } from "./disputes.ts";
import { depositsOf } from "../state/parts.ts";
import { memberOf, type GroupBuy } from "../state/state.ts";

type OfType<T extends PersonCommand["type"]> = Extract<PersonCommand, { type: T }>;

/** M10: the rest of the price. The deposit already counts; goods need somewhere to go. */
export function decidePayBalance(groupBuy: GroupBuy, command: OfType<"pay_balance">, context: Context): Decision {
  const { actor } = context;
  const member = actor ? memberOf(groupBuy, actor.personId) : null;
  if (!member) return refuse({ code: "not-found" });
  if (groupBuy.state !== "collecting" || dealOf(groupBuy, member)?.shortfall || member.state !== "balance_due") {
    return refuse({ code: "state-conflict", facts: { state: member.state } });
  }
  if (groupBuy.terms.kind === "good" && command.address === null)
    return refuse({ code: "required", pointer: "/address" });
  if (command.address && command.address.country !== member.country) {
    return refuse({ code: "ship-to-unsupported", pointer: "/address/country", facts: { country: member.country } });
  }
  const standing = member.balanceLegId === null ? null : groupBuy.legs.get(member.balanceLegId);
  if (standing && !isGone(standing)) {
    return refuse({ code: "state-conflict", facts: { legId: standing.id, state: standing.state } });
  }
  const leg: LegOpening = {
    legId: context.newId("dep"),
    personId: member.personId,
    purpose: "balance",
    quantity: member.quantity,
    amountMinor: balanceMinor(groupBuy, member),
    plan: "A",
    instrument: command.instrument,
  };
  const opened = {
    type: "balance_opened",
    open: {},
    sealed: { memberId: member.id, leg, address: command.address },
  } as const;
  if (leg.amountMinor === 0) {
    const held = depositsOf(groupBuy, member).filter(({ state, pending }) => state === "held" && pending === null);
    const [first] = held;
    return first
      ? decided(
          held.map((deposit) => capturing(groupBuy, deposit)),
          { memberId: member.id, legId: first.id },
        )
      : refuse({ code: "state-conflict", facts: { state: member.state } });
  }
  return decided([concerning(opened, member.pseudonym)], { memberId: member.id, legId: leg.legId });
}

/**
 * M12: only once the balance is paid, and only by the merchant of the award. Goods have been shipped when they are; of a
 * service the merchant says for which day it was agreed.
 */
export function decideShip(groupBuy: GroupBuy, command: OfType<"ship">, context: Context): Decision {
  const { state, terms, policy } = groupBuy;
  const member = orderOf(groupBuy, command.memberId, context);
  if (!member) return refuse({ code: "not-found" });
  if (state !== "fulfilling" || member.state !== "paid") {
    return refuse({ code: "state-conflict", facts: { state: member.state } });
  }
  const isDated = terms.kind === "service" && policy.delivery !== undefined;
  if (isDated && command.shippedAtMs === null) return refuse({ code: "required", pointer: "/shippedAt" });
  const shippedAtMs = command.shippedAtMs ?? context.recvMs;
  if (!isDated && shippedAtMs > context.recvMs) {
    return refuse({ code: "timestamp-invalid", pointer: "/shippedAt" });
  }
  const confirmAtMs = isDated
    ? Math.max(shippedAtMs, context.recvMs) + policy.delivery.serviceInspectionMs
    : context.recvMs + policy.inspectionMs;
  // Money that is on its way may be quarrelled about, and must be there until that has ended (money 1.4).
  if (isDated && confirmAtMs >= keptUntilMs(groupBuy)) {
    return refuse({ code: "delivery-too-late", pointer: "/shippedAt", facts: { latestMs: keptUntilMs(groupBuy) } });
  }
  const event = {
    type: "shipped",
    open: { qty: member.quantity },
    sealed: {
      memberId: member.id,
      shippedAtMs,
      carrier: command.carrier,
      tracking: command.tracking,
      confirmAtMs,
    },
  } as const;
  return decided([concerning(event, member.pseudonym)], { memberId: member.id });
}

/**
 * M13: the merchant says that the goods have arrived, and by what that can be seen. The inspection counts anew from this
 * word, not from the day that it names: nobody's time to look ends before they have been told.
 */
export function decideDeliver(groupBuy: GroupBuy, command: OfType<"deliver">, context: Context): Decision {
  const { terms, policy } = groupBuy;
  const member = orderOf(groupBuy, command.memberId, context);
  if (!member) return refuse({ code: "not-found" });
  if (member.state !== "shipped" || member.deliveredAtMs !== null || terms.kind === "service") {
    return refuse({
      code: "state-conflict",
      facts: { state: member.deliveredAtMs === null ? member.state : "delivered" },
    });
  }
  const { proof } = command;
  const deliveredAtMs = command.deliveredAtMs ?? context.recvMs;
  if (deliveredAtMs > context.recvMs || deliveredAtMs < (member.shippedAtMs ?? 0)) {
    return refuse({ code: "timestamp-invalid", pointer: "/deliveredAt" });
  }
  const confirmAtMs = context.recvMs + policy.inspectionMs;
  const event = {
    type: "delivered",
    open: { qty: member.quantity },
    sealed: { memberId: member.id, deliveredAtMs, proof, confirmAtMs },
  } as const;
  return decided([concerning(event, member.pseudonym)], { memberId: member.id });
}

/** M13: the goods are there; the money is the merchant's. Said in a dispute, it ends that with nothing given back. */
export function decideConfirmReceived(
  groupBuy: GroupBuy,
  _command: OfType<"confirm_received">,
  context: Context,
): Decision {
  const member = context.actor ? memberOf(groupBuy, context.actor.personId) : null;
  if (!member) return refuse({ code: "not-found" });
  if (member.state === "disputed") {
    return decided([settling(groupBuy, member, { refundMinor: 0, by: "member", words: null })], {
      memberId: member.id,
    });
  }
  if (member.state !== "shipped") return refuse({ code: "state-conflict", facts: { state: member.state } });
  return decided([receivedBy(member, "member")], { memberId: member.id });
}

/** Until when the provider keeps this group-buy's money, with room for a dispute to its last day. */
function keptUntilMs({ publishedAtMs, createdAtMs, provider, policy }: GroupBuy): number {
  const disputeMs = policy.delivery ? policy.delivery.bilateralMs + policy.delivery.operatorMs : 0;
  return (publishedAtMs ?? createdAtMs) + provider.maxHeldMs - disputeMs;
}
