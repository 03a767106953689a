import { fromBase64Url } from "../core/base64url.ts";
import type { Actor } from "../core/group-buy/commands.ts";
import { pseudonymOf } from "../core/group-buy/state/pseudonym.ts";
import { assert } from "../core/result.ts";
import type { Viewer } from "./authority.ts";
import type { Caller } from "./app.ts";

/**
 * A caller as one group-buy knows them: under the only name that its public log will ever show. An operator's key that
 * was not granted what operators do makes nobody an operator.
 */
export function actorOf(caller: Caller, groupBuyId: string): Actor {
  const key = fromBase64Url(caller.pseudonymKey);
  assert(key !== null, "every person has a pseudonym key");
  return {
    personId: caller.personId,
    pseudonym: pseudonymOf(key, groupBuyId),
    name: caller.name,
    country: caller.country,
    merchantId: caller.merchantId,
    isOperator: caller.scopes.includes("operator:write"),
    ...(caller.reached && { reached: caller.reached }),
  };
}

export function viewerOf(caller: Caller | null): Viewer {
  return {
    personId: caller?.personId ?? null,
    merchantId: caller?.merchantId ?? null,
    isOperator: caller?.scopes.includes("operator:read") ?? false,
  };
}
