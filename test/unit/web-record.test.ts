import { expect, test } from "vitest";
import { recordParts } from "../../web/lib/merchant/record-view.ts";

const since = "2026-11-02T09:00:00.000Z";

test("O7: a record says what there is, best first, and of who has none yet that they are new", () => {
  const words = (settled: number, breached: number, declined: number) =>
    recordParts({ settled, breached, declined, since }).map(({ what, count }) => `${what} ${count}`);
  expect(words(12, 1, 3)).toEqual(["settled 12", "breached 1", "declined 3"]);
  expect(words(0, 0, 2)).toEqual(["declined 2"]);
  expect(words(0, 0, 0)).toEqual(["new 0"]);
});
