import { sveltekit } from "@sveltejs/kit/vite";
import { defineConfig, type Plugin } from "vite";
import adapter from "./web/adapter.ts";
import { messages } from "./web/lib/i18n/catalogue-plugin.ts";

const OURS = /[\\/](?:web[\\/]lib|worker)[\\/]/;
/** Parts of forms and of the consoles. */
const RARE =
  /[\\/]web[\\/]lib[\\/](?:delivery|developers|merchant|operator|passkeys|share)[\\/]|[\\/](?:\w*Form|DemoJoin|Field|FlexibleField|InstrumentField|MerchantTabs|Quantity|Steps|TextArea)\.(?:svelte|ts)/;
/** Few pages show them, and the group page only when there are some. */
const REVIEWS = /[\\/]web[\\/]lib[\\/]reviews[\\/]/;

/** Reading and checking what people hold of a log: for those who ask for it. */
const CHECKING = /[\\/](?:web[\\/]lib|worker[\\/]core)[\\/]verify[\\/]/;

/** What the group page uses of the framework and forms use too: alone it would travel with them, and take them along. */
const FRAMEWORK = /[\\/]svelte[\\/]src[\\/]internal[\\/]flags[\\/]|[\\/]kit[\\/]src[\\/]runtime[\\/]app[\\/]forms[\\/]/;

function isOftenShown(id: string): boolean {
  return FRAMEWORK.test(id) || (OURS.test(id) && !RARE.test(id) && !REVIEWS.test(id) && !CHECKING.test(id));
}

/**
 * A thread is asked for from the service worker in whose scope its own address lies (HTML, "run a worker"), so its program
 * stands below the page that starts it; Kit would put it among the other files.
 */
function threadsInScope(): Plugin {
  const output = { entryFileNames: "verify/[name]-[hash].js", chunkFileNames: "verify/chunks/[hash].js" };
  return { name: "onebell-threads", enforce: "post", config: () => ({ worker: { rolldownOptions: { output } } }) };
}

export default defineConfig({
  environments: {
    client: {
      build: {
        rolldownOptions: {
          output: {
            // What three pages share travels as one file: nine requests for a group page instead of thirty-five, and
            // fewer bytes, because small files compress badly. The framework must stay free to be found by Kit. What
            // only forms and consoles share travels apart: whoever just looks at a group-buy does not carry it.
            codeSplitting: {
              groups: [
                { name: "shared", test: isOftenShown, minShareCount: 3, priority: 1 },
                { name: "forms", test: RARE, minShareCount: 3 },
                { name: "checking", test: CHECKING, minShareCount: 3 },
              ],
            },
          },
        },
      },
    },
  },
  // A thread loads the rest of its program as modules, as the page does.
  worker: { format: "es" },
  plugins: [
    messages(),
    sveltekit({
      adapter: adapter(),
      // The page that it is for does that (ADR 0050).
      serviceWorker: { register: false },
      files: { src: "web" },
      inlineStyleThreshold: 20_000,
      csp: {
        mode: "nonce",
        directives: {
          "default-src": ["self"],
          "script-src": ["self"],
          "style-src": ["self", "unsafe-inline"],
          "font-src": ["self", "data:"],
          "img-src": ["self", "data:"],
          "connect-src": ["self"],
          "object-src": ["none"],
          "base-uri": ["none"],
          "form-action": ["self"],
          "frame-ancestors": ["none"],
        },
      },
    }),
    threadsInScope(),
  ],
});
