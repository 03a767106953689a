import { describe, expect, test } from "vitest";
import type { VerifyEd25519 } from "../../../worker/core/log/signed-note.ts";
import { CRAFTED } from "./crafted-signatures.ts";
import { casesOfWycheproof, RFC_8032, WYCHEPROOF_SUBSET, type WycheproofFile } from "./published.ts";
import { expectedOf, verdictsOn, verdictsOnExamples } from "./verdicts.ts";

/** What every implementation says of every signature (R14), in whatever runtime this runs; `wycheproof` is null where it does not lie beside the repository. */
export function saysWhatIsRight(by: string, verify: VerifyEd25519, wycheproof: WycheproofFile | null): void {
  describe(`R14: Ed25519, ${by}`, () => {
    test.each([
      ["RFC 8032, section 7.1", RFC_8032],
      ["a choice of Wycheproof", WYCHEPROOF_SUBSET],
      ["crafted: small orders, other spellings, only right times the cofactor", CRAFTED],
    ])("%s", async (_, cases) => {
      expect(await verdictsOn(cases, verify)).toEqual(expectedOf(cases));
    });

    test("the examples of RFC 8037 and of C2SP", async () => {
      expect(Object.entries(await verdictsOnExamples(verify)).filter(([, isTrue]) => !isTrue)).toEqual([]);
    });

    test.skipIf(wycheproof === null)("all of Wycheproof", async () => {
      const cases = casesOfWycheproof(wycheproof!);
      expect(cases).toHaveLength(151);
      expect(await verdictsOn(cases, verify)).toEqual(expectedOf(cases));
    });
  });
}
