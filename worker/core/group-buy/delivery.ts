import type { Context, Decision, PersonCommand } from "./commands.ts";
import { receivedBy } from "./advance.ts";
import { concerning, decided, refuse } from "./decision.ts";
import { balanceMinor, capturing } from "./money-steps.ts";
import type { LegOpening } from "./events.ts";
import { depositsOf } from "./parts.ts";
import { memberOf, type GroupBuy, type Leg } from "./state.ts";
import type { LegStateName } from "./states.ts";

type OfType<T extends PersonCommand["type"]> = Extract<PersonCommand, { type: T }>;

const GONE: ReadonlySet<LegStateName> = new Set(["declined", "lapsed", "abandoned", "releasing", "released"]);

/** A balance that came to nothing: its member may pay another. */
export function isGone(balance: Leg): boolean {
  return GONE.has(balance.state);
}

/** M10: the rest of the price. The deposit already counts; goods need somewhere to go. */
export function decidePayBalance(groupBuy: GroupBuy, command: OfType<"pay_balance">, context: Context): Decision {
  const { actor } = context;
  const member = actor ? memberOf(groupBuy, actor.personId) : null;
  if (!member) return refuse({ code: "not-found" });
  if (groupBuy.state !== "collecting" || member.state !== "balance_due") {
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

/** M12: only once the balance is paid, and only by the merchant of the award. */
export function decideShip(groupBuy: GroupBuy, command: OfType<"ship">, context: Context): Decision {
  const { award, policy, state } = groupBuy;
  const member = groupBuy.members.get(command.memberId);
  if (!award || !member || context.actor?.merchantId !== award.merchantId) return refuse({ code: "not-found" });
  if (state !== "fulfilling" || member.state !== "paid") {
    return refuse({ code: "state-conflict", facts: { state: member.state } });
  }
  if (command.shippedAtMs > context.recvMs) return refuse({ code: "timestamp-invalid", pointer: "/shippedAt" });
  const confirmAtMs = context.recvMs + policy.inspectionMs;
  const event = {
    type: "shipped",
    open: { qty: member.quantity },
    sealed: {
      memberId: member.id,
      shippedAtMs: command.shippedAtMs,
      carrier: command.carrier,
      tracking: command.tracking,
      confirmAtMs,
    },
  } as const;
  return decided([concerning(event, member.pseudonym)], { memberId: member.id });
}

/** M13: the goods are there; the money is the merchant's. */
export function decideConfirmReceived(
  groupBuy: GroupBuy,
  _command: OfType<"confirm_received">,
  context: Context,
): Decision {
  const member = context.actor ? memberOf(groupBuy, context.actor.personId) : null;
  if (!member) return refuse({ code: "not-found" });
  if (member.state !== "shipped") return refuse({ code: "state-conflict", facts: { state: member.state } });
  return decided([receivedBy(member, "member")], { memberId: member.id });
}
