/** For `node --import`: where no test runner resolves modules, the platform's own module is the simulated one all the same. */
import { registerHooks } from "node:module";

const simulated = new URL("./cloudflare-workers.ts", import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "cloudflare:workers" ? { url: simulated, shortCircuit: true } : next(specifier, context),
});
