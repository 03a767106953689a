/** R14 on Node: by its own Ed25519, and by what browsers without one load. test/worker and test/e2e ask the same. */
import { expect, test } from "vitest";
import { verifyEd25519 } from "../../scripts/verify/ed25519.ts";
import { ed25519Of } from "../../web/lib/verify/ed25519.ts";
import { saysWhatIsRight } from "../support/vectors/contract.ts";
import { CRAFTED } from "../support/vectors/crafted-signatures.ts";
import { WYCHEPROOF } from "../support/vectors/mounted.ts";
import { RFC_8032 } from "../support/vectors/published.ts";
import { signedAnew, verdictsOn } from "../support/vectors/verdicts.ts";

for (const [by, verify] of [
  ["Node's own", verifyEd25519],
  ["the web's, by the platform", ed25519Of(crypto.subtle)],
  ["the web's, without any cryptography", ed25519Of(undefined)],
] as const)
  saysWhatIsRight(by, verify, WYCHEPROOF);

test("R14: the forms are refused before anybody is asked", async () => {
  let asked = 0;
  const verdicts = await verdictsOn(CRAFTED, async () => (asked += 1) > 0);
  const passed = Object.keys(verdicts).filter((name) => verdicts[name]);
  expect(passed).toEqual([
    "an honest signature",
    "R that is only right times the cofactor",
    "a key of mixed order, only right times the cofactor",
    "a key of mixed order, right as it stands",
  ]);
  expect(asked).toBe(passed.length);
});

test("RFC 8032, section 7.1: signed again, byte for byte", async () => {
  expect(await signedAnew(RFC_8032)).toEqual(Object.fromEntries(RFC_8032.map((one) => [one.name, one.signature])));
});
