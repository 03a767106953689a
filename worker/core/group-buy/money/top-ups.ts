import type { Concerning, ProviderOutcome, SystemCommand } from "../commands.ts";
import { concerning } from "../decision.ts";
import type { Of } from "../events.ts";
import type { Leg } from "../state/leg.ts";
import type { GroupBuy } from "../state/state.ts";
import { change } from "./leg-changes.ts";
import { pseudonymOf } from "./money-steps.ts";

type Answered = Extract<SystemCommand, { type: "provider_answered" }>;

/**
 * A refund or a share that is owed and cannot leave, because a bank has taken what was another's (H11): a payer's bank kept
 * what had been promised on, or a merchant owes what their payer got back. Whoever is owed does not wait for that. The
 * platform puts in what is missing, planned and answered like every movement, and the refusal itself changes nothing.
 */
export function ofTopUp(groupBuy: GroupBuy, leg: Leg, command: Answered): readonly Concerning[] | null {
  const { step, attempt, outcome } = command;
  if (step === "top-up") return covered(groupBuy, leg, attempt, outcome);
  if (outcome.kind !== "short" || !isShort(groupBuy, leg, command)) return null;
  const open = { amount: outcome.missingMinor, currency: groupBuy.terms.currency };
  return [concerning({ type: "top_up_planned", open, sealed: { legId: leg.id } }, pseudonymOf(groupBuy, leg))];
}

/** One at a time: what is missing beside the second is known when the first has arrived, and until then it has failed. */
export function withoutTopUp(command: Answered): Answered {
  const { step, outcome } = command;
  if (outcome.kind !== "short") return command;
  const kind = step === "payout" ? "payout_failed" : "refund_failed";
  return { ...command, outcome: { kind, code: "balance-too-low" } };
}

function isShort(groupBuy: GroupBuy, leg: Leg, { step, attempt }: Answered): boolean {
  const isAsked = leg.pending === step && (step === "refund" || step === "payout") && leg.attempt === attempt;
  return isAsked && !groupBuy.legs.values().some(({ topUp }) => topUp !== undefined);
}

function covered(groupBuy: GroupBuy, leg: Leg, n: number, { kind }: ProviderOutcome): readonly Concerning[] {
  if (kind !== "topped_up" || leg.topUp?.n !== n) return []; // Its echo.
  const open = { amount: leg.topUp.amountMinor, currency: groupBuy.terms.currency };
  return [concerning({ type: "topped_up", open, sealed: { legId: leg.id } }, pseudonymOf(groupBuy, leg))];
}

export function applyTopUpPlanned(groupBuy: GroupBuy, { open, sealed }: Of<"top_up_planned">): void {
  const leg = change(groupBuy, sealed.legId);
  leg.topUp = { n: (leg.toppedUp ?? 0) + 1, amountMinor: open.amount };
}

export function applyToppedUp(groupBuy: GroupBuy, { sealed }: Of<"topped_up">): void {
  const leg = change(groupBuy, sealed.legId);
  leg.toppedUp = leg.topUp?.n ?? 0;
  delete leg.topUp;
}
