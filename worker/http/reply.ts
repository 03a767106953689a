import type { Result } from "../core/result.ts";
import type { Problem } from "../contract/problems.ts";
import type { EndpointFacts, Reply } from "./endpoint-spec.ts";
import { etagOf } from "./preconditions.ts";
import { valueOf } from "./refused.ts";

type Answered<Value> = Result<Value, Problem> & { readonly replayed?: boolean };

/** Prints what a use case answered: its value as JSON with the headers that follow from it, or its problem. */
export function replyTo<Value>(
  spec: EndpointFacts & { readonly reply?: (value: Value) => Reply },
  answered: Answered<Value>,
  request: Request,
): Response {
  const value = valueOf(answered);
  const { body, headers } = spec.reply?.(value) ?? { body: value };
  return new Response(printed(spec, body), {
    status: spec.status,
    headers: {
      ...(spec.status !== 204 && { "content-type": contentTypeOf(spec) }),
      ...(spec.hasETag && { etag: etagOf(versionOf(body)) }),
      ...nextLink(body, request),
      ...(answered.replayed === true && REPLAYED),
      ...headers,
    },
  });
}

function printed({ status, answerType }: EndpointFacts, body: unknown): string | null {
  if (status === 204) return null;
  return answerType !== undefined && typeof body === "string" ? body : JSON.stringify(body);
}

function contentTypeOf({ answerType }: EndpointFacts): string {
  if (answerType === undefined) return "application/json";
  return answerType === "text/csv" ? `${answerType}; charset=utf-8; header=present` : `${answerType}; charset=utf-8`;
}

/** Says that this answer was given before and that nothing happened again. */
export const REPLAYED = { "idempotent-replayed": "true" };

function versionOf(body: unknown): number {
  if (typeof body === "object" && body !== null && "version" in body && typeof body.version === "number")
    return body.version;
  throw new Error("An answer with an ETag has a version.");
}

/** RFC 8288: the next page as a link, for clients that follow links instead of building addresses. */
function nextLink(body: unknown, request: Request): Record<string, string> {
  if (typeof body !== "object" || body === null || !("next" in body) || typeof body.next !== "string") return {};
  const url = new URL(request.url);
  url.searchParams.set("cursor", body.next);
  return { link: `<${url.pathname}${url.search}>; rel="next"` };
}
