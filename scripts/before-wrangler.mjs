/**
 * `[build]` of wrangler.toml, run by every wrangler command that reads the Worker's source. Plain JavaScript, because it
 * is started by whichever Node runs wrangler; what there is to do is done by the project's own (before-wrangler.ts).
 */
// `wrangler types` looks at exports only; the project's own commands have built already, and would wait for nothing.
const hasNothingToDo = process.env.ONEBELL_IS_BUILT === "1" || process.env.WRANGLER_COMMAND === "types";
if (!hasNothingToDo) {
  process.argv.splice(2, Infinity, "scripts/before-wrangler.ts");
  await import("./bootstrap.mjs");
}
