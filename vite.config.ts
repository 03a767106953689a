import { sveltekit } from "@sveltejs/kit/vite";
import { defineConfig } from "vite";
import adapter from "./web/adapter.ts";
import { messages } from "./web/lib/i18n/catalogue-plugin.ts";

export default defineConfig({
  plugins: [
    messages(),
    sveltekit({
      adapter: adapter(),
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
  ],
});
