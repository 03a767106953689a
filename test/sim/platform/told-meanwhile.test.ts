/** A notification that comes while the call is under way whose answer is older than it: what it tells is known in the end. */
import { afterEach, expect, test } from "vitest";
import { CLOSES, HOUR } from "../../support/group-buy-terms.ts";
import { bankStoreOf } from "../../support/platform/books.ts";
import { World } from "../../support/platform/world.ts";

let world: World;
afterEach(() => {
  world.close();
});

test.each<[string, { before: boolean; after: boolean }]>([
  ["before we heard that it had gone", { before: false, after: false }],
  ["and our object falls before its call is answered", { before: false, after: true }],
  ["after our object has fallen in its call", { before: true, after: false }],
])("scenario 21: a refund that came back %s is owed again (L16, L17)", async (_, falls) => {
  await returnedBeforeItsAnswer(falls);
});

/** The first refund of a group-buy goes and comes back, and is told of, before its call is answered. */
async function returnedBeforeItsAnswer(falls: { before: boolean; after: boolean }): Promise<void> {
  let isFirst = true;
  world = new World({
    seed: 7,
    wraps: {
      provider: (bank, place) => ({
        ...bank,
        refund: async (order, key) => {
          const answer = await bank.refund(order, key);
          if (!isFirst) return answer;
          isFirst = false;
          const { groupBuyId, refundId } = order;
          if (falls.before) world.kill(groupBuyId);
          void world.platform.call(null, "SandboxBank", groupBuyId, "happen", [{ kind: "refund_returned", refundId }]);
          await new Promise<void>((resolve) => void place.timer(resolve, 5_000));
          if (falls.after) world.kill(groupBuyId);
          return answer;
        },
      }),
    },
  });
  const id = await world.published({ provider: { canAuthorize: false } });
  await world.advanceTo(CLOSES + HOUR); // Too few: what was taken goes back.
  const [leg] = world.state(id)?.legs.values() ?? [];
  const [record] = bankStoreOf(world, id)?.deposits() ?? [];
  expect(isFirst).toBe(false);
  expect(leg).toMatchObject({ state: "refunded", pending: null, attempt: 2, refundedMinor: leg?.capturedMinor });
  expect(record?.refundedMinor).toBe(leg?.refundedMinor);
  expect(world.books().clearingMinor("EUR")).toBe(world.books().bankMinor("EUR"));
  expect(world.books().violations).toEqual([]);
}
