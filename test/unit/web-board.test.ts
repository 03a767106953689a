import { describe, expect, test } from "vitest";
import { GROUP_BUY_STATES } from "../../worker/core/group-buy/state/states.ts";
import { fixtures } from "../../web/lib/fixtures/group-buys.ts";
import { boardView, memberWords, phaseAt } from "../../web/lib/group/board-view.ts";
import { overlaysOf, planWords } from "../../web/lib/group/holding-view.ts";
import { askedToPay, canCancel, canLeave, isBankAsked, primaryAction } from "../../web/lib/group/primary-action.ts";
import english from "../../web/messages/en.json" with { type: "json" };

const NOW_MS = 1_795_350_000_000;
const all = fixtures(NOW_MS);

function view(name: string) {
  const found = all.find((fixture) => fixture.name === name);
  if (found === undefined) throw new Error(`No fixture ${name}`);
  const { groupBuy } = found;
  const board = boardView(groupBuy, phaseAt(Date.parse(groupBuy.closesAt) - NOW_MS), "€48.00", "12:30:00.000");
  return { groupBuy, board, action: primaryAction(groupBuy, board) };
}

describe("the board in every state (web.md 5.2)", () => {
  test.each([
    ["open-no-offers", "open", "none", "running", "join"],
    ["open", "open", "none", "running", "join"],
    ["open-in", "open", "none", "running", "link"],
    ["open-unpaid", "open", "none", "running", "asked"],
    ["last-minutes", "closing", "bell", "running", "join"],
    ["full", "open", "none", "running", "waitlist"],
    ["zero", "closing", "bell", "stopped", "link"],
    ["closing", "closing", "bell", "stopped", "none"],
    ["selecting", "reached", "check", "stopped", "none"],
    ["selecting-choice", "reached", "check", "stopped", "asked"],
    ["selecting-choice-member", "reached", "check", "stopped", "link"],
    ["selecting-vote", "reached", "check", "stopped", "asked"],
    ["selecting-voted", "reached", "check", "stopped", "link"],
    ["reconsent", "reached", "check", "stopped", "asked"],
    ["reconsent-others", "reached", "check", "stopped", "link"],
    ["confirming", "reached", "check", "stopped", "link"],
    ["collecting", "reached", "check", "stopped", "asked"],
    ["fulfilling", "reached", "check", "stopped", "asked"],
    ["settled", "reached", "check", "stopped", "link"],
    ["failed-below-minimum", "ended", "return", "stopped", "link"],
    ["failed-breach", "broken", "alert", "stopped", "none"],
    ["cancelled", "ended", "return", "none", "none"],
    ["suspended", "paused", "pause", "none", "none"],
    ["suspended-in", "paused", "pause", "none", "link"],
    ["suspended-past-deadline", "paused", "pause", "none", "none"],
    ["open-again", "open", "none", "running", "link"],
    ["cancelled-by-operator", "ended", "return", "none", "none"],
    ["draft", "outlined", "seal", "running", "link"],
    ["awaiting-deposit", "outlined", "seal", "running", "none"],
    ["in-review", "outlined", "seal", "running", "none"],
  ])("%s is %s with %s, face %s, button %s", (name, tone, glyph, face, kind) => {
    const { board, action } = view(name);
    expect([board.tone, board.glyph, board.face, action.kind]).toEqual([tone, glyph, face, kind]);
  });

  test("has words for every state and reason", () => {
    const base = view("open").groupBuy;
    const reasons = [
      "below_minimum",
      "no_offer",
      "merchant_declined",
      "collection_shortfall",
      "merchant_breach",
      "new",
    ];
    for (const state of GROUP_BUY_STATES) {
      for (const reason of reasons) {
        const { caption, line } = boardView({ ...base, state, reason }, "zero", "€1.00", "12:30");
        expect(english).toHaveProperty([caption.key]);
        if (line !== null) expect(english).toHaveProperty([line.key]);
      }
    }
  });

  test("never shows a price where nobody was charged", () => {
    for (const name of ["failed-below-minimum", "failed-no-offer", "cancelled"]) {
      expect(view(name).board.showsPrice, name).toBe(false);
    }
  });

  test("the device never closes the door: at zero one may still press until the server has spoken", () => {
    const { groupBuy } = view("open");
    const board = boardView(groupBuy, "zero", "", "");
    expect(primaryAction(groupBuy, board).kind).toBe("join");
  });

  test("a payment is asked for while it is owed, and a page without scripts looks again while the bank is asked", () => {
    const seen = (name: string) => {
      const { groupBuy } = view(name);
      return { toPay: askedToPay(groupBuy)?.what, isBankAsked: isBankAsked(groupBuy) };
    };
    expect(seen("collecting")).toEqual({ toPay: "pay_balance", isBankAsked: false });
    expect(seen("fulfilling")).toEqual({ toPay: undefined, isBankAsked: false });
    expect(seen("open-in")).toEqual({ toPay: undefined, isBankAsked: false });
    expect(isBankAsked({ ...view("collecting").groupBuy, asked: [] })).toBe(true);
  });

  test("leaving is free until the lock, and never for the initiator", () => {
    const { groupBuy } = view("open-in");
    const lockMs = Date.parse(groupBuy.closesAt) - groupBuy.withdrawLockMs;
    expect(canLeave(groupBuy, lockMs - 1)).toBe(true);
    expect(canLeave(groupBuy, lockMs)).toBe(false);
    const membership = groupBuy.me?.membership;
    if (groupBuy.me === undefined || membership === undefined) throw new Error("the fixture has a member");
    const initiator = { ...groupBuy, me: { ...groupBuy.me, membership: { ...membership, isInitiator: true } } };
    expect(canLeave(initiator, NOW_MS)).toBe(false);
    const waiting = {
      ...groupBuy,
      me: { ...groupBuy.me, membership: { ...membership, state: "waitlisted" as const } },
    };
    expect(canLeave(waiting, lockMs)).toBe(true);
    const held = { ...groupBuy, me: { ...groupBuy.me, membership: { ...membership, state: "held" as const } } };
    expect(canLeave(held, lockMs)).toBe(false);
  });

  test("G8: the initiator may call it off alone, or before the minimum and the lock", () => {
    const { groupBuy } = view("open-in");
    const membership = groupBuy.me?.membership;
    if (groupBuy.me === undefined || membership === undefined) throw new Error("the fixture has a member");
    const lockMs = Date.parse(groupBuy.closesAt) - groupBuy.withdrawLockMs;
    const started = { ...groupBuy, me: { ...groupBuy.me, membership: { ...membership, isInitiator: true } } };
    const seen = (verified: number, members: number) => ({
      ...started,
      members,
      quantity: { ...groupBuy.quantity, verified, minimum: 10 },
    });
    expect(canCancel(seen(9, 5), lockMs - 1)).toBe(true);
    expect(canCancel(seen(9, 5), lockMs)).toBe(false);
    expect(canCancel(seen(10, 5), lockMs - 1)).toBe(false);
    expect(canCancel(seen(1, 1), lockMs)).toBe(true);
    expect(canCancel(groupBuy, lockMs - 1)).toBe(false);
  });
});

describe("H11: what lies over a payment is told to its payer", () => {
  const of = (name: string) => view(name).groupBuy;
  const over = (name: string) =>
    (of(name).me?.legs ?? []).flatMap((leg) => overlaysOf(leg, "en", "UTC").map(({ key }) => key));

  test.each([
    ["over-unknown", "group.member_held", ["group.over_unknown"]],
    ["over-review", "group.member_risk_review", ["group.over_review"]],
    ["over-refused", "group.member_risk_capture_refused", ["group.over_retry"]],
    ["at-risk-reversed", "group.member_risk_reversed", []],
    ["at-risk-chargeback", "group.member_risk_chargeback", ["group.over_open"]],
    ["chargeback-open", "group.member_paid", ["group.over_open"]],
    ["chargeback-won", "group.member_completed", ["group.over_won"]],
    ["chargeback-lost", "group.member_called_back", []], // The state of the payment says it already.
    ["refund-failed", "group.member_refund_failed", []],
    ["plan-a-in", "group.member_active", ["group.over_ends"]],
    ["plan-b-in", "group.member_active", ["group.over_taken"]],
    ["plan-c-in", "group.member_active", []],
  ])("%s: %s %j", (name, standing, overlays) => {
    const { me } = of(name);
    expect(me && memberWords(me)).toBe(standing);
    expect(over(name)).toEqual(overlays);
    for (const key of [standing, ...overlays]) expect(english).toHaveProperty([key]);
  });

  test("H2: each plan has words before anybody pays, and after the bell there is none", () => {
    for (const plan of ["a", "b", "c"])
      expect(planWords(of(`plan-${plan}`), "en", "UTC")?.key).toBe(`group.plan_${plan.toUpperCase()}`);
    expect(planWords(of("settled"), "en", "UTC")).toBeNull();
  });
});
