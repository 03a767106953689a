/** `npm run types`: writes worker-configuration.d.ts from wrangler.toml and the types of the site's routes. */
import { run, runQuietly } from "./tools.ts";

await runQuietly("svelte-kit", ["sync"]);
process.exitCode = await run("wrangler", ["types", "--include-runtime=false"]);
