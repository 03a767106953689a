/** Every answer of the provider, at every stage that a payment can be in: what is logged, and what the payment is then. */
import { describe, expect, test } from "vitest";
import type { ProviderOutcome } from "../../worker/core/group-buy/commands.ts";
import type { ProviderStep } from "../../worker/core/group-buy/state/leg.ts";
import { loggedSince, STAGES, told, type Payment } from "../support/payment-stages.ts";
import { withoutTouched } from "../support/group-buy-shadow.ts";
import { CLOSES, DAY } from "../support/group-buy-terms.ts";

const code = "account-closed";
const ref = "ref_1";
const audit = { code: "deposit-mismatch", reason: "other-amount" } as const;
const ANSWERS: Readonly<Record<string, readonly [ProviderStep, ProviderOutcome]>> = {
  "opened, held": ["open", { kind: "verified", deposit: { ref, captureBeforeMs: CLOSES + DAY, state: "held" } }],
  "opened, taken": ["open", { kind: "verified", deposit: { ref, captureBeforeMs: null, state: "captured" } }],
  "opened, to be acted on": ["open", { kind: "action_required", ref }],
  "opened, declined": ["open", { kind: "declined", code }],
  "opened, refused with money": ["open", { kind: "audit_refused", refusal: audit, isMoneyHeld: true }],
  "opened, refused without money": ["open", { kind: "audit_refused", refusal: audit, isMoneyHeld: false }],
  "read, held": ["read", { kind: "verified", deposit: { ref, captureBeforeMs: CLOSES + DAY, state: "held" } }],
  "read, taken": ["read", { kind: "verified", deposit: { ref, captureBeforeMs: null, state: "captured" } }],
  "read, to be acted on": ["read", { kind: "action_required", ref }],
  "read, declined": ["read", { kind: "declined", code }],
  "read, refused with money": ["read", { kind: "audit_refused", refusal: audit, isMoneyHeld: true }],
  "read, gone": ["read", { kind: "lapsed" }],
  captured: ["capture", { kind: "captured", ref, capturedMinor: 300, isDirect: false }],
  "capture declined": ["capture", { kind: "declined", code }],
  "capture of what lapsed": ["capture", { kind: "lapsed" }],
  "capture of what was let go": ["capture", { kind: "released" }],
  released: ["release", { kind: "released" }],
  "release of what lapsed": ["release", { kind: "lapsed" }],
  "release of what was taken": ["release", { kind: "captured", ref, capturedMinor: 300, isDirect: false }],
  refunded: ["refund", { kind: "refunded" }],
  "refund failed": ["refund", { kind: "refund_failed", code }],
  "paid out": ["payout", { kind: "paid_out" }],
  "payout failed": ["payout", { kind: "payout_failed", code }],
};

const TABLE: readonly (readonly [stage: string, answer: string, events: string, payment: string])[] = [
  [
    "opening",
    "opened, held",
    "deposit_held amount=300",
    "held, asked: nothing (1); 300 held, 0 taken, 0 back; ref ref_1; until hour 48; 1: held 300",
  ],
  [
    "opening",
    "opened, taken",
    "deposit_captured amount=300",
    "captured, asked: nothing (1); 0 held, 300 taken, 0 back; ref ref_1; 1: captured 300",
  ],
  [
    "opening",
    "opened, to be acted on",
    "deposit_action_required",
    "action_required, asked: nothing (1); 0 held, 0 taken, 0 back; ref ref_1",
  ],
  [
    "opening",
    "opened, declined",
    "deposit_declined reason=declined",
    "declined, asked: nothing (1); 0 held, 0 taken, 0 back; no ref; account-closed",
  ],
  [
    "opening",
    "opened, refused with money",
    "deposit_declined reason=other-amount",
    "declined, asked: release (1); 0 held, 0 taken, 0 back; no ref; deposit-mismatch",
  ],
  [
    "opening",
    "opened, refused without money",
    "deposit_declined reason=other-amount",
    "declined, asked: nothing (1); 0 held, 0 taken, 0 back; no ref; deposit-mismatch",
  ],
  [
    "opening, to be taken at once",
    "opened, held",
    "deposit_held amount=300",
    "held, asked: nothing (1); 300 held, 0 taken, 0 back; ref ref_1; until hour 48; 1: held 300",
  ],
  [
    "opening, to be taken at once",
    "opened, taken",
    "deposit_captured amount=300",
    "captured, asked: nothing (1); 0 held, 300 taken, 0 back; ref ref_1; 1: captured 300",
  ],
  [
    "opening, to be taken at once",
    "opened, to be acted on",
    "deposit_action_required",
    "action_required, asked: nothing (1); 0 held, 0 taken, 0 back; ref ref_1",
  ],
  [
    "opening, to be taken at once",
    "opened, declined",
    "deposit_declined reason=declined",
    "declined, asked: nothing (1); 0 held, 0 taken, 0 back; no ref; account-closed",
  ],
  [
    "opening, to be taken at once",
    "opened, refused with money",
    "deposit_declined reason=other-amount",
    "declined, asked: release (1); 0 held, 0 taken, 0 back; no ref; deposit-mismatch",
  ],
  [
    "opening, to be taken at once",
    "opened, refused without money",
    "deposit_declined reason=other-amount",
    "declined, asked: nothing (1); 0 held, 0 taken, 0 back; no ref; deposit-mismatch",
  ],
  [
    "opening, and nobody wants it any more",
    "opened, held",
    "deposit_held amount=300 isLate",
    "releasing, asked: release (1); 300 held, 0 taken, 0 back; ref ref_1; until hour 48; 1: held 300",
  ],
  [
    "opening, and nobody wants it any more",
    "opened, taken",
    "deposit_captured amount=300 isLate",
    "refunding, asked: refund (1); 0 held, 300 taken, 0 back; ref ref_1; 1: captured 300",
  ],
  [
    "opening, and nobody wants it any more",
    "opened, to be acted on",
    "deposit_action_required, leg_abandoned",
    "abandoned, asked: release (1); 0 held, 0 taken, 0 back; ref ref_1",
  ],
  [
    "opening, and nobody wants it any more",
    "opened, declined",
    "deposit_declined reason=declined",
    "declined, asked: nothing (1); 0 held, 0 taken, 0 back; no ref; account-closed",
  ],
  [
    "opening, and nobody wants it any more",
    "opened, refused with money",
    "deposit_declined reason=other-amount",
    "declined, asked: release (1); 0 held, 0 taken, 0 back; no ref; deposit-mismatch",
  ],
  [
    "opening, and nobody wants it any more",
    "opened, refused without money",
    "deposit_declined reason=other-amount",
    "declined, asked: nothing (1); 0 held, 0 taken, 0 back; no ref; deposit-mismatch",
  ],
  [
    "read again after its buyer has acted",
    "read, held",
    "deposit_held amount=300",
    "held, asked: nothing (1); 300 held, 0 taken, 0 back; ref ref_1; until hour 48; 1: held 300",
  ],
  [
    "read again after its buyer has acted",
    "read, taken",
    "deposit_captured amount=300",
    "captured, asked: nothing (1); 0 held, 300 taken, 0 back; ref ref_1; 1: captured 300",
  ],
  [
    "read again after its buyer has acted",
    "read, to be acted on",
    "deposit_action_required",
    "action_required, asked: nothing (1); 0 held, 0 taken, 0 back; ref ref_1",
  ],
  [
    "read again after its buyer has acted",
    "read, declined",
    "deposit_declined reason=declined",
    "declined, asked: nothing (1); 0 held, 0 taken, 0 back; ref ref_act; account-closed",
  ],
  [
    "read again after its buyer has acted",
    "read, refused with money",
    "deposit_declined reason=other-amount",
    "declined, asked: release (1); 0 held, 0 taken, 0 back; ref ref_act; deposit-mismatch",
  ],
  [
    "held",
    "read, gone",
    "deposit_reversed amount=300, seat_at_risk qty=3 why=reversed",
    "lapsed, asked: nothing (1); 0 held, 0 taken, 0 back; its own ref; until hour 169; 2: lapsed 300",
  ],
  [
    "held",
    "capture of what lapsed",
    "deposit_reversed amount=300, seat_at_risk qty=3 why=reversed",
    "lapsed, asked: nothing (1); 0 held, 0 taken, 0 back; its own ref; until hour 169; 2: lapsed 300",
  ],
  [
    "held",
    "release of what lapsed",
    "deposit_reversed amount=300, seat_at_risk qty=3 why=reversed",
    "lapsed, asked: nothing (1); 0 held, 0 taken, 0 back; its own ref; until hour 169; 2: lapsed 300",
  ],
  [
    "held, and asked for",
    "captured",
    "deposit_captured amount=300",
    "captured, asked: nothing (1); 0 held, 300 taken, 0 back; ref ref_1; 2: captured 300",
  ],
  [
    "held, and asked for",
    "capture declined",
    "capture_failed",
    "held, asked: nothing (2); 300 held, 0 taken, 0 back; its own ref; until hour 169; again at hour 152; account-closed; 1: held 300",
  ],
  [
    "held, and asked for",
    "capture of what lapsed",
    "deposit_reversed amount=300, seat_at_risk qty=3 why=reversed",
    "lapsed, asked: nothing (1); 0 held, 0 taken, 0 back; its own ref; until hour 169; 2: lapsed 300",
  ],
  [
    "held, and asked for",
    "capture of what was let go",
    "deposit_reversed amount=300, seat_at_risk qty=3 why=reversed",
    "lapsed, asked: nothing (1); 0 held, 0 taken, 0 back; its own ref; until hour 169; 2: lapsed 300",
  ],
  [
    "held, asked for, and nobody wants it any more",
    "captured",
    "deposit_captured amount=300 isLate",
    "refunding, asked: refund (1); 0 held, 300 taken, 0 back; ref ref_1; 2: captured 300",
  ],
  [
    "held, asked for, and nobody wants it any more",
    "capture declined",
    "capture_failed",
    "releasing, asked: release (2); 300 held, 0 taken, 0 back; its own ref; until hour 169; account-closed; 1: held 300",
  ],
  [
    "held, asked for, and nobody wants it any more",
    "capture of what lapsed",
    "deposit_lapsed amount=300",
    "lapsed, asked: nothing (1); 0 held, 0 taken, 0 back; its own ref; until hour 169; 2: lapsed 300",
  ],
  [
    "held, asked for, and nobody wants it any more",
    "capture of what was let go",
    "deposit_lapsed amount=300",
    "lapsed, asked: nothing (1); 0 held, 0 taken, 0 back; its own ref; until hour 169; 2: lapsed 300",
  ],
  [
    "on its way out of a hold",
    "released",
    "deposit_released amount=300",
    "released, asked: nothing (1); 0 held, 0 taken, 0 back; its own ref; until hour 169; 2: released 300",
  ],
  [
    "on its way out of a hold",
    "release of what lapsed",
    "deposit_lapsed amount=300",
    "lapsed, asked: nothing (1); 0 held, 0 taken, 0 back; its own ref; until hour 169; 2: lapsed 300",
  ],
  [
    "on its way out of a hold",
    "release of what was taken",
    "deposit_captured amount=300 isLate",
    "refunding, asked: refund (1); 0 held, 300 taken, 0 back; ref ref_1; 2: captured 300",
  ],
  [
    "taken, and a part of it on its way back",
    "refunded",
    "part_refunded amount=200",
    "captured, asked: nothing (2); 0 held, 300 taken, 200 back; its own ref; 2: refunded 200",
  ],
  [
    "taken, and a part of it on its way back",
    "refund failed",
    "part_refund_failed amount=200",
    "captured, asked: refund (2); 0 held, 300 taken, 0 back; its own ref; 2: refund_failed 200",
  ],
  [
    "taken, and that part has failed",
    "refunded",
    "part_refunded amount=200",
    "captured, asked: nothing (3); 0 held, 300 taken, 200 back; its own ref; 3: refunded 200",
  ],
  [
    "taken, and that part has failed",
    "refund failed",
    "part_refund_failed amount=200",
    "captured, asked: refund (3); 0 held, 300 taken, 0 back; its own ref; 3: refund_failed 200",
  ],
  [
    "on its way back",
    "refunded",
    "deposit_refunded amount=300",
    "refunded, asked: nothing (1); 0 held, 300 taken, 300 back; its own ref; 2: refunded 300",
  ],
  [
    "on its way back",
    "refund failed",
    "refund_failed amount=300",
    "refund_failed, asked: refund (2); 0 held, 300 taken, 0 back; its own ref; 2: refund_failed 300",
  ],
  [
    "on its way back, and failed",
    "refunded",
    "deposit_refunded amount=300",
    "refunded, asked: nothing (2); 0 held, 300 taken, 300 back; its own ref; 3: refunded 300",
  ],
  [
    "on its way back, and failed",
    "refund failed",
    "refund_failed amount=300",
    "refund_failed, asked: refund (3); 0 held, 300 taken, 0 back; its own ref; 3: refund_failed 300",
  ],
  [
    "gone back",
    "refund failed",
    "refund_failed amount=300",
    "refund_failed, asked: refund (2); 0 held, 300 taken, 0 back; its own ref; 3: refund_failed 300",
  ],
  [
    "a share on its way",
    "paid out",
    "share_paid amount=200",
    "paid_out, asked: nothing (1); 0 held, 0 taken, 0 back; no ref; 2: share_paid 200",
  ],
  [
    "a share on its way",
    "payout failed",
    "share_failed amount=200",
    "payout_failed, asked: payout (2); 0 held, 0 taken, 0 back; no ref; account-closed; 2: share_failed 200",
  ],
  [
    "a share that has arrived",
    "payout failed",
    "share_failed amount=200",
    "payout_failed, asked: payout (2); 0 held, 0 taken, 0 back; no ref; account-closed; 3: share_failed 200",
  ],
];

function give([stage, { id, attempt }]: Payment, answer: string, later = 0): void {
  const [step, outcome] = ANSWERS[answer] ?? [];
  if (!step || !outcome) throw new Error(`${answer} is an answer`);
  stage.give({ type: "provider_answered", legId: id, step, attempt: attempt + later, outcome });
}

describe("H3, H7: an answer that was waited for", () => {
  test.each(TABLE)("%s — %s", (name, answer, events, payment) => {
    const made = STAGES[name]?.();
    if (!made) throw new Error(`${name} is a stage`);
    const [stage, leg] = made;
    const { length } = stage.logged;
    give(made, answer);
    expect([loggedSince(stage, length), told(leg)]).toEqual([events, payment]);
    expect(stage.last(stage.logged.at(-1)?.event.type ?? "drafted").actor).not.toBeNull();
  });
});

describe("an answer that nobody waits for is an echo and changes nothing", () => {
  test.each(Object.entries(STAGES))("%s", (name, make) => {
    const [stage, leg] = make();
    const before = structuredClone(withoutTouched(stage.groupBuy));
    const known = new Set(TABLE.filter(([of]) => of === name).map(([, answer]) => answer));
    for (const answer of Object.keys(ANSWERS)) {
      if (!known.has(answer)) give([stage, leg], answer);
      give([stage, leg], answer, 1);
      give([stage, leg], answer, -5);
    }
    expect(withoutTouched(stage.groupBuy)).toEqual(before);
  });
});
