/**
 * What else is known of when a command was sent, beside the authority's own stamp (T6, T8). It stands in the leaf, so that
 * it is signed with the rest, and no decision reads it.
 */
export interface Evidence {
  /** When the Worker that took the request in read its clock, ms UTC; absent where no Worker stood between. */
  readonly edgeAtMs?: number;
  /** When the client says that it sent: its estimate of the authority's time, ms UTC, and how far it may be off, ms. */
  readonly client?: { readonly sentAtMs: number; readonly boundMs: number };
}

/** As the leaf says it. */
export function evidenceInLeaf({ edgeAtMs, client }: Evidence): Readonly<Record<string, unknown>> {
  return {
    ...(edgeAtMs !== undefined && { edge: edgeAtMs }),
    ...(client && { client: { at: client.sentAtMs, bound: client.boundMs } }),
  };
}
