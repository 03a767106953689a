import { describe, expect, test } from "vitest";
import { formatMoment } from "../../web/lib/format/time.ts";
import { readTerms } from "../../worker/app/group-buys/terms-input.ts";
import type { GroupBuyTermsInput } from "../../worker/contract/group-buy.ts";
import { Stage } from "../support/group-buy-kit.ts";
import { DAY, START } from "../support/group-buy-terms.ts";

const MONEY = { amount: 4_800, currency: "EUR" };

function termsClosing(closesAtLocal: NonNullable<GroupBuyTermsInput["closesAtLocal"]>) {
  return readTerms({
    title: "Olive oil",
    description: "From this harvest.",
    kind: "good",
    category: "food",
    language: "en",
    unit: "bottle",
    currency: "EUR",
    targetUnitPrice: MONEY,
    quantityMinimum: 10,
    perBuyerMaximum: 5,
    initiatorQuantity: 1,
    depositPerUnit: { amount: 480, currency: "EUR" },
    closesAtLocal,
    shipTo: ["DE"],
  });
}

describe("scenario 14: daylight saving", () => {
  test("half past two of a night that has none is refused, with the two instants beside it", () => {
    const typed = termsClosing({ local: "2027-03-28T02:30:00", zone: "Europe/Berlin" });
    expect(typed).toMatchObject({
      ok: false,
      error: {
        slug: "local-time-skipped",
        facts: { first: "2027-03-28T00:59:59.000Z", second: "2027-03-28T01:00:00.000Z" },
      },
    });
  });

  test("half past one of a night that has two asks which of them, and takes the answer", () => {
    const local = { local: "2027-11-07T01:30:00", zone: "America/New_York" };
    const both = { first: "2027-11-07T05:30:00.000Z", second: "2027-11-07T06:30:00.000Z" };
    expect(termsClosing(local)).toMatchObject({ ok: false, error: { slug: "local-time-ambiguous", facts: both } });
    for (const [fold, instant] of [both.first, both.second].entries()) {
      expect(termsClosing({ ...local, fold })).toMatchObject({ ok: true, value: { closesAtMs: Date.parse(instant) } });
    }
  });

  test("what is published is an instant: no zone stands in the log, so no rule of one can move the deadline", () => {
    const stage = new Stage().publish();
    const { terms } = stage.last("opened").open;
    expect(terms.closesAtMs).toBe(START + DAY);
    expect(stage.logged.map(({ leaf }) => leaf).join("\n")).not.toMatch(/[zZ]one|local|Europe\//);
  });

  test.each([
    ["Asia/Kathmandu", "2027-01-15T11:30:00Z", "Friday 15 January, 17:15:00"],
    ["Australia/Lord_Howe", "2027-01-15T11:30:00Z", "Friday 15 January, 22:30:00"],
    ["Australia/Lord_Howe", "2027-07-15T11:30:00Z", "Thursday 15 July, 22:00:00"],
  ])("a viewer in %s reads %s as %s", (zone, instant, words) => {
    expect(formatMoment(Date.parse(instant), "en", zone)).toBe(words);
  });
});
