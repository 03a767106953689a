/** R14 in Chromium: by its own Ed25519, and by what a browser without one loads. */
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, test } from "../support/e2e-test.ts";
import type { Asked, By } from "../support/vectors/browser.ts";
import { CRAFTED } from "../support/vectors/crafted-signatures.ts";
import { TREES, WYCHEPROOF } from "../support/vectors/mounted.ts";
import { casesOfWycheproof, RFC_8032, WYCHEPROOF_SUBSET } from "../support/vectors/published.ts";
import { expectedOf, expectedOfTrees } from "../support/vectors/verdicts.ts";

let bundle = "";

test.beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("../support/vectors/browser.ts", import.meta.url))],
    bundle: true,
    format: "iife",
    write: false,
    tsconfigRaw: {},
  });
  bundle = outputFiles[0]?.text ?? "";
});

const CASES = [
  ["RFC 8032, section 7.1", RFC_8032],
  ["a choice of Wycheproof", WYCHEPROOF_SUBSET],
  ["crafted", CRAFTED],
] as const;

// A page of the site: its origin may use the browser's cryptography.
test.beforeEach(async ({ page, baseURL }) => {
  await page.addInitScript(bundle);
  await page.goto(`${baseURL}/healthz`);
});

for (const by of ["subtle", "hand"] as const satisfies readonly By[]) {
  for (const [name, cases] of CASES) {
    test(`R14: Ed25519 by ${by}: ${name}`, async ({ page }) => {
      expect(await page.evaluate(ask, ["signatures", cases, by])).toEqual(expectedOf(cases));
    });
  }

  test(`R14: Ed25519 by ${by}: the examples of RFC 8037 and of C2SP`, async ({ page }) => {
    const verdicts = Object.entries(await page.evaluate(ask, ["examples", by]));
    expect(verdicts.length).toBeGreaterThan(0);
    expect(verdicts.filter(([, isTrue]) => isTrue !== true)).toEqual([]);
  });

  test(`R14: Ed25519 by ${by}: all of Wycheproof`, async ({ page }) => {
    test.skip(WYCHEPROOF === null, "the vectors do not lie beside the repository");
    const cases = casesOfWycheproof(WYCHEPROOF!);
    expect(cases).toHaveLength(151);
    expect(await page.evaluate(ask, ["signatures", cases, by])).toEqual(expectedOf(cases));
  });
}

test("RFC 8032, section 7.1: signed again, byte for byte", async ({ page }) => {
  const signatures = Object.fromEntries(RFC_8032.map((one) => [one.name, one.signature]));
  expect(await page.evaluate(ask, ["signedAnew", RFC_8032])).toEqual(signatures);
});

test("RFC 9162: all of transparency-dev/merkle, an old size of 0 refused", async ({ page }) => {
  test.skip(TREES === null, "the vectors do not lie beside the repository");
  expect(Object.keys({ ...TREES!.inclusion, ...TREES!.consistency })).toHaveLength(196);
  expect(await page.evaluate(ask, ["trees", TREES])).toEqual(expectedOfTrees(TREES!));
});

/** Runs in the page. */
async function ask([name, ...rest]: readonly unknown[]): Promise<Record<string, unknown>> {
  const { asked } = globalThis as unknown as { asked: Asked };
  const call = asked[name as keyof Asked] as (...args: readonly unknown[]) => Promise<Record<string, unknown>>;
  return call(...rest);
}
