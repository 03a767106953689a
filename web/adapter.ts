import { copyFileSync, rmSync } from "node:fs";
import type { Adapter } from "@sveltejs/kit";

/**
 * Mounts the built site in our own Worker: the client files go where Workers Assets serves them,
 * the server becomes one module that `worker/main.ts` imports. See docs/adr/0001.
 */
export default function adapter(): Adapter {
  return {
    name: "onebell-worker",
    adapt(builder) {
      rmSync("build", { recursive: true, force: true });
      builder.writeClient("build/client");
      builder.writePrerendered("build/client");
      builder.generateServerInstance("build/server.js");
      copyFileSync("worker/ambient/build/server.d.ts", "build/server.d.ts");
    },
  };
}
