import type { EndpointFacts } from "./endpoint-spec.ts";

/** The command line that would have been right: the answer to a request that lacks a header. */
export function curlLine(spec: EndpointFacts & { readonly body?: unknown }, request: Request): string {
  const url = new URL(request.url);
  const address = `${url.origin}${url.pathname}${url.search}`.replaceAll("'", "%27");
  const parts = [
    `curl -X ${spec.method.toUpperCase()} '${address}'`,
    "-H 'Authorization: Bearer <your key>'",
    ...(spec.repeat === undefined ? [] : ["-H 'Idempotency-Key: <new for each wish>'"]),
    ...(spec.needsIfMatch ? [`-H 'If-Match: "<version>"'`] : []),
    ...(spec.body === undefined ? [] : ["-H 'Content-Type: application/json'", "--data '{…}'"]),
  ];
  return parts.join(" ");
}
