/** `npm run deploy:dry-run`: builds the site and makes the bundle that a deployment would send. No account needed. */
import { buildSite } from "./build.ts";
import { run } from "./tools.ts";

await buildSite();
process.exitCode = await run("wrangler", ["deploy", "--dry-run", "--outdir", ".wrangler/dry-run"]);
