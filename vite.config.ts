import { sveltekit } from "@sveltejs/kit/vite";
import { defineConfig } from "vite";
import adapter from "./web/adapter.ts";
import { messages } from "./web/lib/i18n/catalogue-plugin.ts";

export default defineConfig({
  environments: {
    client: {
      build: {
        rolldownOptions: {
          output: {
            // What three pages share travels as one file: nine requests for a group page instead of thirty-five, and
            // fewer bytes, because small files compress badly. The framework must stay free to be found by Kit.
            codeSplitting: { groups: [{ name: "shared", test: /[\\/](?:web[\\/]lib|worker)[\\/]/, minShareCount: 3 }] },
          },
        },
      },
    },
  },
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
