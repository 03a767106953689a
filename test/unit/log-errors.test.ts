import { expect, test } from "vitest";
import { errorBlocks } from "../../scripts/log-errors.ts";

test("an error is shown with its excerpt and stack, and nothing else is", () => {
  const log = [
    "[wrangler:info] Ready on http://127.0.0.1:8790",
    "✘ [ERROR] Build failed with 1 error:",
    "",
    "      worker/main.ts:24:6:",
    "       24 │ const = 1;",
    "",
    "[wrangler:warn] Unable to fetch the `Request.cf` object!",
    "✘ [ERROR] Error: thrown",
    "",
    "      at fetch (worker/main.ts:18:60)",
    "[wrangler:info] GET /healthz 500 Internal Server Error (43ms)",
    "",
  ].join("\n");
  expect(errorBlocks(log)).toEqual([
    "✘ [ERROR] Build failed with 1 error:\n\n      worker/main.ts:24:6:\n       24 │ const = 1;",
    "✘ [ERROR] Error: thrown\n\n      at fetch (worker/main.ts:18:60)",
  ]);
});
