/** Worker test files share one runtime, because loading the Worker anew for each takes longer than its tests: none finds what another stored. */
import { reset } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll } from "vitest";

// `reset` empties what is in memory, and the runtime puts away what was idle for ten seconds, as databases are while the
// next file is loaded.
beforeAll(async () => {
  await Promise.all([env.CATALOGUE, env.SEARCH].map((database) => database.prepare("SELECT 1").run()));
  await reset();
});
