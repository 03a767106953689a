import type { Caller } from "../app/app.ts";
import { clientEvidence, parseClientSent, type ClientSent } from "../contract/client-sent.ts";
import type { EndpointFacts } from "./endpoint-spec.ts";
import { refuseForm } from "./refused.ts";

type Facts = Pick<EndpointFacts, "method"> & { readonly scope: string | null };

/** What a buyer does with a seat: its receipt is where the client's own time is written down. */
export function takesClientSent({ method, scope }: Facts): boolean {
  return method !== "get" && scope === "joins:write";
}

/**
 * What else is known of when a command was sent: our clock when it came in (T6), and what the client says (T8). It travels
 * with the caller, because it is of this one call like they are, and no use case has to know of it. A reading has none.
 */
export function withEvidence(caller: Caller, arrivedAtMs: number, facts: Facts, request: Request): Caller {
  if (facts.method === "get") return caller;
  const said = takesClientSent(facts) ? clientSentOf(request) : null;
  return { ...caller, evidence: { edgeAtMs: arrivedAtMs, ...clientEvidence(said) } };
}

function clientSentOf(request: Request): ClientSent | null {
  const header = request.headers.get("client-sent");
  if (header === null) return null;
  const said = parseClientSent(header);
  return (
    said ?? refuseForm("client-sent-malformed", "Write Client-Sent as `at=1796117400101, bound=14`, or leave it out.")
  );
}
