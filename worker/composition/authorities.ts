import { createAuthorities } from "../adapters/authorities.ts";

export function authoritiesOf(env: Env) {
  return createAuthorities({
    idFromName: (name) => env.GROUP_BUY.idFromName(name),
    get: (id, options) => env.GROUP_BUY.get(id, options),
  });
}
