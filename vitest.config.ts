/**
 * Three kinds of tests without a browser: `unit` (pure code and the web's logic, plain Node), `worker` (objects, SQL
 * and HTTP inside the Workers runtime) and `sim` (seeded simulations, plain Node; `long` is their patient sibling, with other seeds each time).
 */
import { globSync } from "node:fs";
import { resolve } from "node:path";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-pool-workers";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { type ViteUserConfig, defineConfig } from "vitest/config";
import { messages } from "./web/lib/i18n/catalogue-plugin.ts";

// Message catalogues and `*.svelte.ts` classes are logic and are tested as such; what is drawn is for the browser tests.
const web = { plugins: [messages(), svelte({ configFile: false })], resolve: { conditions: ["browser"] } };

// Fixed, so that signed bytes can be compared: the published key pairs of RFC 8037, appendix A, and of RFC 8032, section
// 7.1 (test 2), and plain counting.
const SECRETS = {
  RECEIPT_SIGNING_KEY: JSON.stringify({
    kty: "OKP",
    crv: "Ed25519",
    d: "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A",
    x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo",
  }),
  LOG_SIGNING_KEY: JSON.stringify({
    kty: "OKP",
    crv: "Ed25519",
    d: Buffer.from("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "hex").toString("base64url"),
    x: Buffer.from("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "hex").toString("base64url"),
  }),
  SESSION_PEPPER: Buffer.alloc(32, 1).toString("base64url"),
  CURSOR_KEY: Buffer.alloc(32, 2).toString("base64url"),
};

const FIXED_SEED = ["./test/support/fixed-seed.ts"];

// Where the objects run on the simulated platform, this is the platform's own module.
const SIMULATED = { alias: { "cloudflare:workers": resolve("test/support/platform/cloudflare-workers.ts") } };

// The tests bring their own secrets; wrangler would say before every file that it misses those of .dev.vars.
process.env.WRANGLER_LOG ??= "error";

/** A database without migrations yet is an empty list, not an error. */
async function migrations(folder: string) {
  return globSync(`${folder}/*.sql`).length === 0 ? [] : readD1Migrations(folder);
}

export default defineConfig(async (): Promise<ViteUserConfig> => ({
  test: {
    passWithNoTests: true,
    // The Worker's own log of calls that went well would bury what a test has to say.
    onConsoleLog: (log) => !log.startsWith('{"level":"info"'),
    coverage: { provider: "istanbul", include: ["worker/**"] },
    projects: [
      {
        ...web,
        resolve: { ...web.resolve, ...SIMULATED },
        test: {
          name: "unit",
          isolate: false,
          include: ["test/unit/**/*.test.ts"],
          setupFiles: FIXED_SEED,
          testTimeout: 60_000,
        },
      },
      {
        resolve: SIMULATED,
        test: {
          name: "sim",
          isolate: false,
          include: ["test/sim/**/*.test.ts"],
          setupFiles: FIXED_SEED,
          testTimeout: 300_000,
        },
      },
      {
        resolve: SIMULATED,
        test: { name: "long", include: ["test/long/**/*.test.ts"], testTimeout: 900_000 },
      },
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: "./wrangler.toml" },
            miniflare: {
              bindings: {
                DEPLOYMENT_MODE: "test",
                ...SECRETS,
                TEST_MIGRATIONS_CATALOGUE: await migrations("migrations/catalogue"),
                TEST_MIGRATIONS_SEARCH: await migrations("migrations/search"),
              },
            },
          }),
        ],
        // The pages are not under test here; without them the Worker's tests need no build.
        resolve: { alias: [{ find: /^.*\/build\/server\.js$/, replacement: resolve("test/support/site-stub.ts") }] },
        test: {
          name: "worker",
          isolate: false,
          include: ["test/worker/**/*.test.ts"],
          setupFiles: [...FIXED_SEED, "./test/support/fresh-storage.ts"],
          testTimeout: 20_000,
        },
      },
    ],
  },
}));
