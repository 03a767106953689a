// Bindings that exist in tests only (vitest.config.ts).
declare namespace Cloudflare {
  interface Env {
    TEST_MIGRATIONS_CATALOGUE: import("cloudflare:test").D1Migration[];
    TEST_MIGRATIONS_SEARCH: import("cloudflare:test").D1Migration[];
  }
}
