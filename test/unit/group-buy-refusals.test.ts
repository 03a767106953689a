/**
 * A refusal says which limit was passed, and whatever lies at a limit is accepted: forms and messages are made of both.
 * Which fault gets which code stands with the drafts (group-buy-lifecycle.test.ts) and the offers (group-buy-offers.test.ts).
 */
import { describe, expect, test } from "vitest";
import { isImproved } from "../../worker/core/group-buy/offers/offer-terms.ts";
import type { OfferBody } from "../../worker/core/group-buy/state/offer.ts";
import { checkSchedule, checkTerms, DEFAULT_POLICY, type Terms } from "../../worker/core/group-buy/state/terms.ts";
import { openStage } from "../support/group-buy-kit.ts";
import { codeOf } from "../support/group-buy-outcomes.ts";
import { CLOSES, DAY, MINUTE, OFFER, START, TERMS } from "../support/group-buy-terms.ts";

const check = (terms: Partial<Terms>) => checkTerms({ ...TERMS, ...terms }, DEFAULT_POLICY);
const step = (fromQuantity: number, unitPriceMinor: number) => ({ fromQuantity, unitPriceMinor });

describe("G1: the terms of a draft", () => {
  test.each<[string, Partial<Terms>]>([
    ["one unit, by one buyer, for one cent", { quantityMinimum: 1, quantityMaximum: 1, initiatorQuantity: 1 }],
    ["as many at most as at least", { quantityMinimum: 40, quantityMaximum: 40 }],
    ["an initiator who takes all that one may", { initiatorQuantity: 10 }],
    ["an initiator who takes all there is", { quantityMinimum: 2, quantityMaximum: 2, initiatorQuantity: 2 }],
    ["the smallest amounts", { targetUnitPriceMinor: 5, ceilingUnitPriceMinor: null, depositPerUnitMinor: 1 }],
    ["a ceiling at the target", { ceilingUnitPriceMinor: 1_000 }],
    ["delivery right after the bell", { deliverByMs: CLOSES + 1 }],
    ["an extension by a day", { extendOnceMs: DAY }],
    ["an extension by two", { extendOnceMs: 2 * DAY }],
    ["a week for offers", { offerWindowMs: 7 * DAY }],
    ["packs of two", { packSize: 2 }],
    ["packs of a hundred", { packSize: 100, quantityMinimum: 100, quantityMaximum: null }],
    ["a total of exactly a billion", { quantityMaximum: 100_000_000, ceilingUnitPriceMinor: 1_000 }],
  ])("may be %s", (_, terms) => {
    expect(check(terms)).toMatchObject({ ok: true });
  });

  test.each<[string, Partial<Terms>, string, object | undefined]>([
    ["the deposit", { depositPerUnitMinor: 201 }, "/depositPerUnit/amount", { percent: 20 }],
    ["the extension", { extendOnceMs: 3 * DAY }, "/extendOnceMs", { maximumMs: 2 * DAY }],
    ["the time for offers", { offerWindowMs: 7 * DAY + 1 }, "/offerWindowMs", { maximumMs: 7 * DAY }],
    ["the pack", { packSize: 1 }, "/packSize", { minimum: 2, maximum: 100 }],
    ["the pack", { packSize: 101 }, "/packSize", { minimum: 2, maximum: 100 }],
    ["a service", { packSize: 2, kind: "service" }, "/packSize", { minimum: 2, maximum: 100 }],
    ["whole packs at least", { packSize: 4 }, "/quantityMinimum", { rule: "packs", packSize: 4 }],
    ["whole packs at most", { packSize: 5, quantityMaximum: 41 }, "/quantityMaximum", { rule: "packs", packSize: 5 }],
  ])("are told the limit of %s", (_, terms, pointer, facts) => {
    const checked = check(terms);
    expect(checked).toMatchObject({ ok: false, error: { pointer } });
    expect(checked.ok ? null : checked.error.facts).toEqual(facts);
  });

  test("where no maximum is said, the total is that of the minimum or of one buyer, whichever is more", () => {
    const dear = { ceilingUnitPriceMinor: null, targetUnitPriceMinor: 10_000_000_000, quantityMaximum: null };
    expect(check({ ...dear, quantityMinimum: 10, perBuyerMaximum: 2 })).toMatchObject({ ok: true });
    expect(check({ ...dear, quantityMinimum: 11, perBuyerMaximum: 2 })).toMatchObject({
      error: { code: "total-out-of-range" },
    });
    expect(check({ ...dear, quantityMinimum: 2, perBuyerMaximum: 11 })).toMatchObject({
      error: { code: "total-out-of-range" },
    });
  });
});

describe("G2: the bell of a draft", () => {
  const { openMinimumMs, openMaximumMs } = DEFAULT_POLICY;
  const at = (aheadMs: number) => checkSchedule({ ...TERMS, closesAtMs: START + aheadMs }, DEFAULT_POLICY, START);

  test("lies between the shortest and the longest time ahead, both included", () => {
    expect(at(openMinimumMs).ok).toBe(true);
    expect(at(openMaximumMs).ok).toBe(true);
  });

  test("is told what it is too near, too far or too late for", () => {
    const closesAt = { pointer: "/closesAt" };
    expect(at(0)).toMatchObject({ error: { ...closesAt, code: "deadline-past" } });
    expect(at(1)).toMatchObject({ error: { code: "deadline-too-soon", facts: { minimumMs: openMinimumMs } } });
    expect(at(openMinimumMs - 1)).toMatchObject({ error: { ...closesAt, code: "deadline-too-soon" } });
    expect(at(openMaximumMs + 1)).toMatchObject({
      error: { ...closesAt, code: "duration-unsupported", facts: { maximumMs: openMaximumMs } },
    });
  });
});

describe("O1: an offer", () => {
  test.each<[string, string, Partial<OfferBody>, object]>([
    [
      "few steps",
      "/tiers",
      { tiers: Array.from({ length: 21 }, (_, n) => step(n + 1, 900 - n)) },
      { rule: "tiers-maximum" },
    ],
    ["the minimum", "/tiers/0/fromQuantity", { tiers: [step(11, 900)] }, { minimum: 10 }],
    ["the minimum", "/quantityMaximum", { quantityMaximum: 9 }, { minimum: 10 }],
    ["rising steps", "/tiers/1/fromQuantity", { tiers: [step(10, 950), step(10, 900)] }, { rule: "tiers-rise" }],
    ["falling prices", "/tiers/1/unitPrice", { tiers: [step(10, 950), step(20, 950)] }, { rule: "prices-fall" }],
    ["the country", "/delivery", { delivery: [{ country: "FR", perUnitMinor: 1 }] }, { rule: "reference-country" }],
    [
      "each country once",
      "/delivery",
      { delivery: ["DE", "DE"].map((country) => ({ country, perUnitMinor: 1 })) },
      { rule: "country-twice" },
    ],
    ["the time to deliver", "/leadTimeDays", { leadTimeDays: 121 }, { rule: "lead-time" }],
    ["how long it stands", "/validUntil", { validUntilMs: CLOSES }, { rule: "valid-until" }],
  ])("is told the rule of %s", (_, pointer, body, facts) => {
    expect(openStage().offer("Mia", body).result).toMatchObject({ ok: false, error: { pointer, facts } });
  });

  test("to be delivered too late is told where it says so", () => {
    const { result } = openStage({ provider: { maxHeldMs: 40 * DAY } }).offer("Mia", { leadTimeDays: 23 });
    expect(result).toMatchObject({ ok: false, error: { code: "delivery-too-late", pointer: "/leadTimeDays" } });
  });

  test.each<[string, Partial<OfferBody>]>([
    ["twenty steps", { tiers: Array.from({ length: 20 }, (_, n) => step(n + 1, 900 - n)) }],
    ["just the minimum", { quantityMaximum: 10 }],
    ["from the first unit", { tiers: [step(1, 900)] }],
    ["the price of a deposit", { tiers: [step(10, 100)] }],
    ["delivery for nothing", { delivery: [{ country: "DE", perUnitMinor: 0 }] }],
    ["the same day", { leadTimeDays: 0 }],
    ["the last day that may be said", { leadTimeDays: 120 }],
    ["no longer than it has to stand", { validUntilMs: CLOSES + 10 * MINUTE }],
  ])("may be %s", (_, body) => {
    const stage = openStage({ provider: { maxHeldMs: 400 * DAY } });
    expect(codeOf(stage.offer("Mia", body))).toBeNull();
  });
});

describe("O2: after the bell an offer only gets better", () => {
  const body: OfferBody = { ...OFFER, quantityMaximum: 30, validUntilMs: CLOSES };

  test.each<[string, Partial<OfferBody>]>([
    ["stays as it is", {}],
    ["costs less from the same quantity", { tiers: [step(10, 949), step(20, 900)] }],
    ["has its low price sooner", { tiers: [step(10, 900)] }],
    ["is delivered for less", { delivery: [...OFFER.delivery.slice(0, 1), { country: "FR", perUnitMinor: 0 }] }],
    ["is delivered to one country more", { delivery: [...OFFER.delivery, { country: "AT", perUnitMinor: 999 }] }],
    ["comes a day sooner", { leadTimeDays: 13 }],
    ["is for more", { quantityMaximum: 31 }],
    ["is for any quantity", { quantityMaximum: null }],
    ["stands for longer", { validUntilMs: CLOSES + 1 }],
    ["stands for ever", { validUntilMs: null }],
  ])("it may be one that %s", (_, change) => {
    expect(isImproved(body, { ...body, ...change })).toBe(true);
  });

  test.each<[string, Partial<OfferBody>]>([
    ["costs a cent more", { tiers: [step(10, 951), step(20, 900)] }],
    ["drops its low price", { tiers: [step(10, 950)] }],
    ["has it later", { tiers: [step(10, 950), step(21, 900)] }],
    ["has no price for the first units", { tiers: [step(11, 900)] }],
    ["is delivered for a cent more", { delivery: [{ country: "DE", perUnitMinor: 51 }, ...OFFER.delivery.slice(1)] }],
    ["drops a country", { delivery: OFFER.delivery.slice(0, 1) }],
    ["comes a day later", { leadTimeDays: 15 }],
    ["is for fewer", { quantityMaximum: 29 }],
    ["stands less long", { validUntilMs: CLOSES - 1 }],
    ["is no longer firm", { firm: false }],
    ["can no longer be supplied", { canSupply: false }],
  ])("it is refused where it %s", (_, change) => {
    expect(isImproved(body, { ...body, ...change })).toBe(false);
  });

  test("what was not firm, or could not be supplied, need not become so", () => {
    const loose = { ...body, firm: false, canSupply: false };
    expect(isImproved(loose, loose)).toBe(true);
    expect(isImproved(loose, body)).toBe(true);
  });

  test("what had a limit does not improve by one, where it had none", () => {
    const open = { ...body, quantityMaximum: null, validUntilMs: null };
    expect(isImproved(open, { ...open, quantityMaximum: 1_000_000 })).toBe(false);
    expect(isImproved(open, { ...open, validUntilMs: CLOSES + 1_000 * DAY })).toBe(false);
  });
});
