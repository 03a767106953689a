import { bytesToHex } from "@noble/hashes/utils.js";
import { rootOf } from "../../log/merkle.ts";
import type { Concerning } from "../commands.ts";
import { everybody } from "../decision.ts";
import { countedQuantity } from "../offers/whole-packs.ts";
import { depositsOf, neededMinor } from "../state/parts.ts";
import { verifiedMembers, type Certificate, type GroupBuy, type TreeHead } from "../state/state.ts";

/** G11: at once when no seat is unpaid; otherwise the grace ends and with it every window. */
export function countDueMs(groupBuy: GroupBuy): number {
  return groupBuy.heldQuantity === 0
    ? groupBuy.lastEffectiveAtMs
    : groupBuy.terms.closesAtMs + groupBuy.policy.payGraceMs;
}

/** G11 to G13: the count is frozen only after every payment in flight has been settled one way or the other. */
export function countSeats(groupBuy: GroupBuy, atMs: number): readonly Concerning[] {
  if (mayExtend(groupBuy)) return extend(groupBuy);
  const certificate = certify(groupBuy, atMs);
  return everybody(
    { type: "closed", open: certificate, sealed: {} },
    ...(certificate.outcome === "below_minimum"
      ? [{ type: "failed", open: { reason: "below_minimum" }, sealed: {} } as const]
      : []),
  );
}

/** G12: announced at publication, not used yet, and at least half of the way is done. */
function mayExtend(groupBuy: GroupBuy): boolean {
  const { terms, extendedFromMs, verifiedQuantity } = groupBuy;
  const isMissed = countedQuantity(groupBuy) < terms.quantityMinimum;
  return (
    isMissed && terms.extendOnceMs !== null && extendedFromMs === null && verifiedQuantity * 2 >= terms.quantityMinimum
  );
}

function extend({ terms }: GroupBuy): readonly Concerning[] {
  const open = { fromMs: terms.closesAtMs, closesAtMs: terms.closesAtMs + (terms.extendOnceMs ?? 0) };
  return everybody({ type: "extended", open, sealed: {} });
}

function certify(groupBuy: GroupBuy, frozenAtMs: number): Certificate {
  const verified = verifiedMembers(groupBuy);
  return {
    closesAtMs: groupBuy.terms.closesAtMs,
    frozenAtMs,
    outcome: countedQuantity(groupBuy) >= groupBuy.terms.quantityMinimum ? "reached" : "below_minimum",
    verifiedQuantity: groupBuy.verifiedQuantity,
    ...(groupBuy.terms.packSize !== undefined && { packedQuantity: countedQuantity(groupBuy) }),
    members: verified.length,
    lastInTimeSeq: groupBuy.lastInTime?.seq ?? null,
    lastInTimeAtMs: groupBuy.lastInTime?.atMs ?? null,
    firstLateSeq: groupBuy.firstLate?.seq ?? null,
    firstLateAtMs: groupBuy.firstLate?.atMs ?? null,
    depositsTotalMinor: verified
      .flatMap((member) => depositsOf(groupBuy, member))
      .reduce((sum, leg) => sum + neededMinor(leg), 0),
    ...(groupBuy.bellTree ?? treeHeadOf(groupBuy)),
  };
}

export function treeHeadOf({ frontier }: GroupBuy): TreeHead {
  return { treeSize: frontier.size, treeRoot: bytesToHex(rootOf(frontier)) };
}
