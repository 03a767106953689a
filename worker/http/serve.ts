import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import { z } from "zod";
import type { Caller } from "../app/app.ts";
import { BROWSER_COOKIE } from "../contract/session-cookie.ts";
import { commandIdOf, fingerprintOf, newCommandId } from "../app/group-buys/command-id.ts";
import { authenticate } from "./authenticate.ts";
import { bindBody, bindIds, bindQuery } from "./bind.ts";
import { BODY_BYTES_MAXIMUM, readJsonBody, type SentBody } from "./body.ts";
import { corrected, type World } from "./corrected.ts";
import type { HttpDependencies, HttpEnv } from "./dependencies.ts";
import type { Call, EndpointSpec } from "./endpoint-spec.ts";
import { withEvidence } from "./evidence.ts";
import { idempotencyKey, versionToMatch } from "./preconditions.ts";
import { takeFromLimit } from "./rate-limit.ts";
import { answerOnce } from "./recorded.ts";
import { valueOf } from "./refused.ts";
import { replyTo } from "./reply.ts";
import { checkRequest, checkSameOrigin } from "./request-rules.ts";

/** One request through one endpoint, in the order in which it may be refused: cheap first, the body last. */
export async function serve<Who, Id extends string, Query, Body, Value>(
  spec: EndpointSpec<Who, Id, Query, Body, Value> & { readonly scope: string | null },
  admit: (visitor: Caller | null) => Who,
  world: World,
  c: Context<HttpEnv>,
): Promise<Response> {
  const sent: SentBody = { bytes: null };
  try {
    return await serveWhatWasSent(spec, admit, world.dependencies, sent, c);
  } catch (thrown) {
    throw await corrected(thrown, spec, sent, c, world);
  }
}

async function serveWhatWasSent<Who, Id extends string, Query, Body, Value>(
  spec: EndpointSpec<Who, Id, Query, Body, Value> & { readonly scope: string | null },
  admit: (visitor: Caller | null) => Who,
  dependencies: HttpDependencies,
  sent: SentBody,
  c: Context<HttpEnv>,
): Promise<Response> {
  const { app } = dependencies;
  const request = c.req.raw;

  checkRequest(request, spec.answerType);
  checkSameOrigin(request, c.var.ownOrigin);
  const visitor = await authenticate(c, app.people);
  await takeFromLimit(c, visitor, dependencies);
  const caller = admit(visitor && withEvidence(visitor, c.var.arrivedAtMs, spec, request));

  const key = spec.repeat === undefined ? null : idempotencyKey(request, spec.repeat === "required");
  const version = spec.needsIfMatch ? versionToMatch(request) : 0;
  const ids = valueOf(bindIds<Id>(spec.ids, (name) => c.req.param(name)));
  const query = boundQuery(spec, request);
  const body = await boundBody(spec, request, sent);
  const isRepeatable = key !== null && visitor !== null;
  const commandId = isRepeatable
    ? commandIdOf(visitor.personId, request.method, c.req.path, key)
    : newCommandId(dependencies.ids);
  const userAgent = request.headers.get("user-agent");
  const place = { origin: c.var.ownOrigin, browser: getCookie(c, BROWSER_COOKIE) ?? null };
  const call: Call<Who, Id, Query, Body> = { app, caller, ids, query, body, commandId, version, userAgent, place };

  const answer = async () => replyTo(spec, await spec.handle(call), request);
  if (spec.repeat !== "recorded" || !isRepeatable) return answer();
  return answerOnce(dependencies.idempotency, commandId, fingerprintOf(body), answer);
}

const NO_PARAMETERS = z.object({});

function boundQuery<Query>(spec: { readonly query?: z.ZodObject & z.ZodType<Query> }, request: Request): Query {
  const given = new URL(request.url).searchParams;
  if (spec.query !== undefined) return valueOf(bindQuery(spec.query, given));
  valueOf(bindQuery(NO_PARAMETERS, given)); // A call without parameters knows none.
  return undefined as Query; // Without a schema `Query` was inferred from nothing: no handler reads it.
}

async function boundBody<Body>(
  spec: { readonly body?: z.ZodType<Body>; readonly bodyBytesMaximum?: number },
  request: Request,
  sent: SentBody,
): Promise<Body> {
  if (spec.body === undefined) return undefined as Body; // As above: no handler reads it.
  const json = await readJsonBody(request, spec.bodyBytesMaximum ?? BODY_BYTES_MAXIMUM, sent);
  return valueOf(bindBody(spec.body, json));
}
