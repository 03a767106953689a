import type { Context } from "hono";
import type { Caller } from "../app/app.ts";
import type { Scope } from "../contract/scopes.ts";
import { requireScope } from "./authenticate.ts";
import type { Ask } from "./corrected.ts";
import type { HttpDependencies, HttpEnv } from "./dependencies.ts";
import type { EndpointFacts, EndpointSpec } from "./endpoint-spec.ts";
import { serve } from "./serve.ts";

/** An endpoint as router and document see it; the types of its insides are closed over. */
export interface Endpoint extends EndpointFacts {
  /** Null: open to the public. */
  readonly scope: Scope | null;
  /** `ask` is this same edge: a refusal looks up what the caller should have known. */
  readonly serveWith: (dependencies: HttpDependencies, ask: Ask) => (c: Context<HttpEnv>) => Promise<Response>;
}

/** A call that needs somebody who has shown a session or key with this scope. Default deny: there is no third way. */
export function endpoint<Id extends string, Query, Body, Value>(
  scope: Scope,
  spec: EndpointSpec<Caller, Id, Query, Body, Value>,
): Endpoint {
  return {
    ...spec,
    scope,
    serveWith: (dependencies, ask) => (c) =>
      serve({ ...spec, scope }, (visitor) => requireScope(visitor, scope), { dependencies, ask }, c),
  };
}

/** A call that anybody may make; who calls is known where they have shown it. */
export function openEndpoint<Id extends string, Query, Body, Value>(
  spec: EndpointSpec<Caller | null, Id, Query, Body, Value>,
): Endpoint {
  return {
    ...spec,
    scope: null,
    serveWith: (dependencies, ask) => (c) =>
      serve({ ...spec, scope: null }, (visitor) => visitor, { dependencies, ask }, c),
  };
}
