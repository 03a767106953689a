import { fromBase64Url } from "../core/base64url.ts";

const FRONT_HEADER = "x-onebell-front";
/** `Origin` as it was sent, in base64url: what stands between the listener and the Worker rewrites the header itself. */
const ORIGIN_HEADER = "x-onebell-origin";

/** Whether the launcher's own listener has let it in. */
export function isFromTheFront(request: Request, frontKey: string | null): boolean {
  return frontKey !== null && request.headers.get(FRONT_HEADER) === frontKey;
}

/**
 * The request as its sender made it. On one's own machine the launcher may put a TLS listener in front of the Worker, for
 * phones (ADR 0027): it shows a secret of this start, and what comes with it was sent to `https:`. Without the secret the
 * header says nothing, and nothing else that a sender could write is believed.
 *
 * @param frontKey null where there is no such listener
 */
export function asSent(request: Request, frontKey: string | null): Request {
  if (!request.headers.has(FRONT_HEADER)) return request;
  const headers = new Headers(request.headers);
  headers.delete(FRONT_HEADER);
  headers.delete(ORIGIN_HEADER);
  if (!isFromTheFront(request, frontKey)) return new Request(request, { headers });
  const url = new URL(request.url);
  url.protocol = "https:";
  const origin = fromBase64Url(request.headers.get(ORIGIN_HEADER) ?? "");
  if (origin !== null && origin.length > 0) headers.set("origin", new TextDecoder().decode(origin));
  return new Request(new Request(url, request), { headers });
}
