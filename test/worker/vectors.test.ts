/// <reference types="vite/types/importMeta.d.ts" />
/** R14 in the Workers runtime: by its own Ed25519, and by what browsers without one load. */
import { expect, test } from "vitest";
import { ed25519Of } from "../../web/lib/verify/ed25519.ts";
import { saysWhatIsRight } from "../support/vectors/contract.ts";
import { RFC_8032, type WycheproofFile } from "../support/vectors/published.ts";
import { expectedOfTrees, signedAnew, verdictsOnTrees, type MerkleFile } from "../support/vectors/verdicts.ts";

/** Nothing reads files in here: what lies beside the repository is put in where the test is built. */
const mounted = import.meta.glob("../../../shared/data/vectors/{wycheproof-ed25519,rfc9162-merkle}.json", {
  eager: true,
  import: "default",
});
const named = (name: string) => Object.entries(mounted).find(([path]) => path.endsWith(`/${name}.json`))?.[1] ?? null;
const wycheproof = named("wycheproof-ed25519") as WycheproofFile | null;
const trees = named("rfc9162-merkle") as MerkleFile | null;

for (const [by, verify] of [
  ["by the runtime", ed25519Of(crypto.subtle)],
  ["without its cryptography", ed25519Of(undefined)],
] as const)
  saysWhatIsRight(by, verify, wycheproof);

test("RFC 8032, section 7.1: signed again, byte for byte", async () => {
  expect(await signedAnew(RFC_8032)).toEqual(Object.fromEntries(RFC_8032.map((one) => [one.name, one.signature])));
});

test.skipIf(trees === null)("RFC 9162: all of transparency-dev/merkle, an old size of 0 refused", () => {
  expect(Object.keys(trees!.inclusion)).toHaveLength(98);
  expect(Object.keys(trees!.consistency)).toHaveLength(98);
  expect(verdictsOnTrees(trees!)).toEqual(expectedOfTrees(trees!));
});
