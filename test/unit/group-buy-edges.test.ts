/** What only shows at an edge: one more, one less, nothing at all, or something that is gone. */
import { describe, expect, test } from "vitest";
import type { Actor } from "../../worker/core/group-buy/commands.ts";
import { compareOffers, offersAtChoice } from "../../worker/core/group-buy/choosing/comparison.ts";
import { noticesOf } from "../../worker/core/group-buy/notices.ts";
import { openStage, type Stage } from "../support/group-buy-kit.ts";
import { INITIATOR, merchant, person } from "../support/group-buy-persons.ts";
import { CLOSES, DAY, HOUR, MINUTE, OFFER, START } from "../support/group-buy-terms.ts";

const refusal = ({ result }: ReturnType<Stage["poke"]>) => (result.ok ? null : result.error);

describe("M7: another quantity", () => {
  const seated = () => openStage({ terms: { quantityMaximum: 12 } }).seat("Ada", { quantity: 4 });

  test("as many as one may have, and as are free; one more is refused with what is left", () => {
    expect(refusal(seated().change("Ada", 10))).toBeNull();
    expect(refusal(openStage().seat("Ada").change("Ada", 11))).toEqual({
      code: "quantity-out-of-range",
      pointer: "/quantity",
      facts: { minimum: 1, maximum: 10 },
    });
    const tight = openStage({ terms: { quantityMaximum: 11 } }).seat("Ada", { quantity: 4 });
    expect(refusal(tight.change("Ada", 10))).toEqual({ code: "group-full", facts: { free: 5 } });
    expect(refusal(tight.change("Ada", 9))).toBeNull();
  });

  test("not while what was added before is unpaid, and not where nothing changes", () => {
    const stage = seated();
    stage.change("Ada", 6);
    const { id: legId } = stage.partLegOf("Ada");
    expect(refusal(stage.change("Ada", 7))).toEqual({ code: "state-conflict", facts: { state: "part-unpaid", legId } });
    expect(refusal(stage.change("Ada", 4))).toBeNull(); // It takes back what was added.
    expect(refusal(stage.change("Ada", 4))).toEqual({ code: "state-conflict", facts: { state: "unchanged" } });
    expect(stage.member("Ada")).toMatchObject({ quantity: 4, parts: [] });
  });

  test("not while it is stopped, nor when the bell has rung, to the millisecond", () => {
    const stopped = seated();
    stopped.operate("suspend");
    expect(refusal(stopped.change("Ada", 5))).toMatchObject({ code: "suspended" });
    const late = seated().seat("Bob", { quantity: 6 });
    late.offer("Mia");
    expect(refusal(late.at(CLOSES + 5).change("Ada", 5))).toEqual({ code: "deadline-passed", facts: { lateMs: 5 } });
    expect(
      refusal(
        seated()
          .at(CLOSES - 1)
          .change("Ada", 5),
      ),
    ).toBeNull();
  });

  test("a part of an added part goes, and the rest of it stands with its deposit", () => {
    const stage = seated();
    stage.change("Ada", 9);
    stage.answerAll().change("Ada", 6);
    expect(stage.member("Ada")).toMatchObject({
      quantity: 6,
      parts: [{ legId: stage.partLegOf("Ada").id, quantity: 2, payByMs: null }],
    });
    expect(stage.partLegOf("Ada").keepMinor).toBe(200);
  });
});

describe("limits that were reached when somebody came", () => {
  const reached: Actor["reached"] = { limit: "joins", maximum: 5, freesAtMs: START + 3 * HOUR };

  test("a join is refused with when it may be tried again, and a seat that stands is told first", () => {
    const stage = openStage();
    const join = (name: string) => {
      const command = { type: "join", quantity: 1, termsHash: stage.groupBuy.termsHash } as const;
      const rest = { priceCeilingMinor: null, currency: null, deliverByMs: null, country: "DE" } as const;
      const paying = { waitlist: false, instrument: "sandbox:ok", armedLegId: null } as const;
      return stage.give({ ...command, ...rest, ...paying }, person(name, { reached }));
    };
    const told = refusal(join("Ada"));
    expect(told).toEqual({ code: "limit-reached", facts: { limit: "joins", maximum: 5, seconds: 7_200 } });
    expect(stage.count("joined")).toBe(0);
    expect(refusal(join(INITIATOR))?.code).toBe("already-joined");
  });

  test("so is an offer, but not a better one", () => {
    const stage = openStage();
    const limit: Actor["reached"] = { limit: "offers", maximum: 5, freesAtMs: START + 3 * HOUR };
    const actor = { ...merchant("Mia"), reached: limit };
    const command = { type: "offer", currency: "EUR", body: OFFER, merchantName: "Mia Ltd", isVerified: true } as const;
    const told = refusal(stage.give(command, actor));
    expect(told).toEqual({ code: "limit-reached", facts: { limit: "offers", maximum: 5, seconds: 7_200 } });
  });
});

describe("P4: what was to choose from", () => {
  test("before the choice with who would be outside, after it as it was then, whoever has left since", () => {
    const stage = openStage({ terms: { chooser: "initiator_pick" } });
    stage.seat("Ada", { quantity: 8 }).seat("Bob", { quantity: 3, priceCeilingMinor: 900 });
    stage.seat("Cem", { quantity: 2, country: "FR" });
    expect(offersAtChoice(stage.groupBuy)).toEqual([]);
    stage.offer("Mia", { delivery: [{ country: "DE", perUnitMinor: 50 }] });
    stage.offer("Nora", { tiers: [{ fromQuantity: 10, unitPriceMinor: 880 }] });
    stage.at(CLOSES).poke();
    const before = compareOffers(stage.groupBuy, CLOSES).map(({ offer, arrivesByMs, ...rest }) => [
      offer.merchantName,
      { ...rest, days: (arrivesByMs - CLOSES) / DAY },
    ]);
    expect(before).toEqual([
      [
        "Nora Ltd",
        {
          before: "landed",
          days: 15,
          isAcceptable: true,
          isReached: true,
          outside: {
            asked: 1,
            capacity: 0,
            ceiling: 1,
            country: 0,
            delivery: 0,
            leaving: 0,
            members: 1,
          },
          quantity: 12,
          tier: {
            fromQuantity: 10,
            unitPriceMinor: 880,
          },
        },
      ],
      [
        "Mia Ltd",
        {
          before: null,
          days: 15,
          isAcceptable: true,
          isReached: true,
          outside: {
            asked: 1,
            capacity: 0,
            ceiling: 1,
            country: 1,
            delivery: 0,
            leaving: 1,
            members: 2,
          },
          quantity: 10,
          tier: {
            fromQuantity: 10,
            unitPriceMinor: 950,
          },
        },
      ],
    ]);
    stage.pick("Nora");
    const taken = offersAtChoice(stage.groupBuy).map(({ offer, quantity, isReached, outside }) => [
      offer.merchantName,
      quantity,
      isReached,
      outside,
    ]);
    expect(taken).toEqual([
      ["Nora Ltd", 12, true, null],
      ["Mia Ltd", 10, true, null],
    ]);
    stage.payBalance("Ada");
    stage
      .answerAll()
      .at(CLOSES + 4 * DAY)
      .poke();
    expect(
      offersAtChoice(stage.groupBuy).map(({ offer, quantity, isReached, outside }) => [
        offer.merchantName,
        quantity,
        isReached,
        outside,
      ]),
    ).toEqual(taken);
  });
});

describe("M10: a balance that the deposit covers", () => {
  const covered = (quantity = 8) => {
    const stage = openStage().seat("Ada", { quantity });
    stage.offer("Mia", {
      tiers: [{ fromQuantity: 10, unitPriceMinor: 100 }],
      delivery: ["DE", "FR"].map((country) => ({ country, perUnitMinor: 0 })),
    });
    stage.at(CLOSES).poke();
    return stage;
  };

  test("is taken by itself; whoever presses meanwhile hears so", () => {
    const stage = covered();
    expect(stage.legOf("Ada")).toMatchObject({ state: "held", pending: "capture", captureMinor: 800 });
    expect(refusal(stage.payBalance("Ada"))).toEqual({ code: "state-conflict", facts: { state: "balance_due" } });
    stage.answerAll();
    expect(stage.stateOf("Ada")).toBe("paid");
  });

  test("is asked for again by whoever presses, where the provider would not take it", () => {
    const stage = covered();
    stage.decline(stage.legOf("Ada"), "try-later");
    expect(stage.legOf("Ada")).toMatchObject({ state: "held", pending: null });
    expect(refusal(stage.payBalance("Ada"))).toBeNull();
    expect(stage.legOf("Ada")).toMatchObject({ state: "held", pending: "capture", captureMinor: 800 });
  });
});

describe("T7: a deadline after an incident", () => {
  test("is later than the one before and than now, by whole seconds", () => {
    const stage = openStage().seat("Ada", { quantity: 9 });
    const past = { code: "deadline-past", pointer: "/closesAt" };
    expect(refusal(stage.extend(CLOSES))).toEqual(past);
    expect(refusal(stage.extend(CLOSES + 500))).toEqual({ code: "timestamp-invalid", pointer: "/closesAt" });
    expect(refusal(stage.extend(CLOSES + 1_000))).toBeNull();
    const late = openStage().seat("Ada", { quantity: 9 });
    late.at(CLOSES - MINUTE).join("Bob");
    late.at(CLOSES + MINUTE).poke();
    expect(late.groupBuy.state).toBe("closing");
    expect(refusal(late.extend(CLOSES + MINUTE))).toEqual(past);
    expect(refusal(late.extend(CLOSES + MINUTE + 1_000))).toBeNull();
  });
});

describe("G9: calling off", () => {
  test("takes two operators where money is held or on its way, and one where none is", () => {
    const stage = openStage();
    expect(stage.operate("call_off").logged.map(({ event }) => event.type)).toEqual(["cancel_proposed"]);
    const second = { code: "state-conflict", facts: { state: "second-operator-needed" } };
    expect(refusal(stage.operate("call_off"))).toEqual(second);
    const gone = openStage();
    gone.give({
      type: "provider_answered",
      legId: gone.legOf(INITIATOR).id,
      step: "read",
      attempt: 1,
      outcome: { kind: "lapsed" },
    });
    const outcome = gone.operate("call_off");
    expect(outcome.logged.map(({ event }) => event.type)).toContain("cancelled");
  });

  test("its initiator says why, once somebody else is in", () => {
    const stage = openStage().seat("Ada");
    expect(refusal(stage.cancel(""))).toEqual({ code: "required", pointer: "/reason" });
    const alone = openStage();
    expect(refusal(alone.cancel(""))).toBeNull();
  });
});

describe("M16: who may be removed", () => {
  test("nobody who started it, and nobody whose seat has ended", () => {
    const stage = openStage().seat("Ada");
    expect(refusal(stage.remove(INITIATOR))).toEqual({ code: "state-conflict", facts: { state: "initiator" } });
    stage.leave("Ada");
    expect(refusal(stage.remove("Ada"))).toEqual({ code: "state-conflict", facts: { state: "withdrawn" } });
  });
});

test("of an offer that cannot be, or that changes, nobody is told; the count is of those that stand", () => {
  const stage = openStage();
  const told = (outcome: ReturnType<Stage["poke"]>) =>
    outcome.notices.flatMap(({ notices }) =>
      notices.map(({ kind, facts }) => [kind, "count" in facts ? facts.count : null]),
    );
  expect(told(stage.offer("Mia"))).toEqual([["offer_received", 1]]);
  expect(told(stage.offer("Nora", { canSupply: false, tiers: [], delivery: [], leadTimeDays: null }))).toEqual([]);
  expect(told(stage.offer("Otis"))).toEqual([["offer_received", 2]]);
  const { id: offerId, version } = stage.offerOf("Mia");
  stage.give({ type: "withdraw_offer", offerId, version }, merchant("Mia"));
  expect(told(stage.offer("Pia"))).toEqual([["offer_received", 2]]);
  const last = stage.last("offer_received");
  expect(noticesOf(stage.groupBuy, last).map(({ key }) => key)).toEqual([
    `${stage.groupBuy.id}.${last.seq}.${person(INITIATOR).personId}`,
  ]);
});
