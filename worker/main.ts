import { server } from "../build/server.js";
import { notConfigured } from "./http/not-configured.ts";
import { faultsFor } from "./composition/admission.ts";
import { edgeOf } from "./composition/edge.ts";
import { runMail, runMinute } from "./composition/jobs.ts";
import { clock } from "./composition/machine.ts";

/*
 * Where the platform comes in. What answers is built in worker/composition; nothing is decided in either.
 */

export { GroupBuy, MerchantAccount, SandboxBank } from "./composition/objects.ts";

let edge: ReturnType<typeof edgeOf> | null = null;

export default {
  async fetch(request, env) {
    const arrivedAtMs = clock.nowMs(); // T6: before anything else.
    const fault = faultsFor(request, env);
    if (fault !== null) return notConfigured(request, fault.faults);
    edge ??= edgeOf(env, server).catch((error: unknown) => {
      edge = null; // A fault at the start is loud, and the next request starts afresh.
      throw error;
    });
    return (await edge).fetch(request, arrivedAtMs);
  },
  queue: (batch, env) => runMail(env, batch),
  scheduled: (_controller, env) => runMinute(env),
} satisfies ExportedHandler<Env>;
