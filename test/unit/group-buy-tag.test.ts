import fc from "fast-check";
import { expect, test } from "vitest";
import { groupBuyTag } from "../../worker/core/group-buy/state/tag.ts";
import { typeId } from "../../worker/core/id.ts";

test("the tag of a group-buy is the low 30 bits of its UUID", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (uuid) => {
      const low32 = new DataView(uuid.buffer, uuid.byteOffset).getUint32(12);
      expect(groupBuyTag(typeId("gb", uuid))).toBe(low32 % 2 ** 30);
    }),
  );
});
