import { createAuthorities } from "../adapters/authorities.ts";
import { platformLog } from "../adapters/log.ts";
import type { AttemptSigner } from "../app/attempts.ts";

/** @param attempts signs for persons whose commands get no judgement; left out where nobody's go this way. */
export function authoritiesOf(env: Env, attempts: AttemptSigner | null = null) {
  const namespace = {
    idFromName: (name: string) => env.GROUP_BUY.idFromName(name),
    get: (id: DurableObjectId, options?: DurableObjectNamespaceGetDurableObjectOptions) =>
      env.GROUP_BUY.get(id, options),
  };
  return createAuthorities(namespace, { attempts, log: platformLog });
}
