const FRONT_HEADER = "x-onebell-front";

/**
 * The request as its sender made it. On one's own machine the launcher may put a TLS listener in front of the Worker, for
 * phones (ADR 0027): it shows a secret of this start, and what comes with it was sent to `https:`. Without the secret the
 * header says nothing, and nothing else that a sender could write is believed.
 *
 * @param frontKey null where there is no such listener
 */
export function asSent(request: Request, frontKey: string | null): Request {
  const shown = request.headers.get(FRONT_HEADER);
  if (shown === null) return request;
  const headers = new Headers(request.headers);
  headers.delete(FRONT_HEADER);
  const url = new URL(request.url);
  if (frontKey !== null && shown === frontKey) url.protocol = "https:";
  return new Request(new Request(url, request), { headers });
}
