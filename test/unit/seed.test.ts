import { describe, expect, test } from "vitest";
import { planSeed } from "../../scripts/seed/load.ts";
import { isCategory } from "../../worker/contract/categories.ts";
import { isCurrency } from "../../worker/core/currency.ts";
import { checkSchedule, checkTerms, DEFAULT_POLICY, type Terms } from "../../worker/core/group-buy/state/terms.ts";

const NOW_MS = 1_795_348_800_123;
const plan = planSeed(NOW_MS);

describe("the demonstration data obeys our own rules", () => {
  test.each(plan.groupBuys.map((groupBuy) => [groupBuy.key, groupBuy] as const))("G1, G2 %s", (_, { body }) => {
    const terms: Terms = {
      ...body,
      targetUnitPriceMinor: body.targetUnitPrice.amount,
      ceilingUnitPriceMinor: body.ceilingUnitPrice?.amount ?? null,
      quantityMaximum: body.quantityMaximum ?? null,
      depositPerUnitMinor: body.depositPerUnit.amount,
      closesAtMs: Date.parse(body.closesAt ?? ""),
      deliverByMs: Date.parse(body.deliverBy ?? ""),
      chooser: body.chooser ?? "auto_best",
      offerWindowMs: body.offerWindowMs ?? 0,
      extendOnceMs: body.extendOnceMs ?? null,
    };
    expect(checkTerms(terms, DEFAULT_POLICY)).toMatchObject({ ok: true });
    expect(checkSchedule(terms, DEFAULT_POLICY, NOW_MS)).toMatchObject({ ok: true });
    expect(isCategory(body.category)).toBe(true);
    expect(isCurrency(body.currency)).toBe(true);
    const currencies = [body.targetUnitPrice, body.ceilingUnitPrice, body.depositPerUnit].map(
      (money) => money?.currency,
    );
    expect(new Set(currencies)).toEqual(new Set([body.currency]));
  });

  test("there are thirty group-buys in the languages of the product, and at least ten stay open for days", () => {
    expect(plan.groupBuys).toHaveLength(30);
    const languages = new Set(plan.groupBuys.map(({ body }) => body.language.split("-")[0]));
    expect(languages).toEqual(new Set(["en", "zh", "es", "de", "ar", "ja"]));
    const isLong = (closesAt: string | undefined): boolean => Date.parse(closesAt ?? "") - NOW_MS > 5 * 86_400_000;
    expect(plan.groupBuys.filter(({ body }) => isLong(body.closesAt)).length).toBeGreaterThanOrEqual(10);
  });

  test("M1 every joiner has a right to the seat", () => {
    for (const { key, body, joiners } of plan.groupBuys) {
      const quantities = joiners.map(({ quantity }) => quantity);
      expect(
        quantities.every((quantity) => quantity >= 1 && quantity <= body.perBuyerMaximum),
        key,
      ).toBe(true);
      const held = quantities.reduce((sum, quantity) => sum + quantity, body.initiatorQuantity);
      expect(held, key).toBeLessThanOrEqual(body.quantityMaximum ?? Infinity);
      expect(joiners.map(({ country }) => country).filter((country) => !body.shipTo.includes(country))).toEqual([]);
    }
  });

  test("O1 every offer could be submitted", () => {
    const offers = plan.groupBuys.flatMap(({ body, offers: theirs }) =>
      theirs.map((offer) => ({ terms: body, ...offer })),
    );
    expect(offers.length).toBeGreaterThanOrEqual(15);
    for (const { terms, merchantKey, body } of offers) {
      expect(plan.merchants.map(({ key }) => key)).toContain(merchantKey);
      const tiers = body.tiers ?? [];
      expect(tiers[0]?.fromQuantity).toBeLessThanOrEqual(terms.quantityMinimum);
      tiers.slice(1).forEach((tier, index) => {
        expect(tier.fromQuantity).toBeGreaterThan(tiers[index]?.fromQuantity ?? Infinity);
        expect(tier.unitPrice.amount).toBeLessThan(tiers[index]?.unitPrice.amount ?? 0);
      });
      expect(tiers.every(({ unitPrice }) => unitPrice.amount >= terms.depositPerUnit.amount)).toBe(true);
      const money = [
        ...tiers.map(({ unitPrice }) => unitPrice),
        ...(body.delivery ?? []).map(({ perUnit }) => perUnit),
      ];
      expect(new Set(money.map(({ currency }) => currency))).toEqual(new Set([terms.currency]));
      expect(body.delivery?.map(({ country }) => country)).toEqual(terms.shipTo);
      expect(body.quantityMaximum).toBeGreaterThanOrEqual(terms.quantityMinimum);
      expect(Date.parse(body.validUntil ?? "")).toBeGreaterThan(Date.parse(terms.closesAt ?? ""));
    }
  });

  test("the group-buy that closes first is made last", () => {
    const deadlines = plan.groupBuys.map(({ body }) => body.closesAt ?? "");
    expect(deadlines).toEqual(deadlines.toSorted().toReversed());
  });
});
