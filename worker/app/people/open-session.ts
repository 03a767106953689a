import type { Clock } from "../clock.ts";
import type { Ids } from "../ids.ts";
import { SESSIONS_MAXIMUM } from "./rules.ts";
import { newSecret, tokenHashOf } from "./secrets.ts";
import type { SessionStore, StoredPerson, StoredSession } from "./store.ts";

export interface SessionDependencies {
  readonly sessions: Pick<SessionStore, "add">;
  readonly clock: Clock;
  readonly ids: Ids;
}

/**
 * Opens a session, proven just now, and answers its token, which is kept nowhere. A new one at every sign-in, so that none
 * can be planted beforehand (ASVS 7.2.4).
 */
export async function openSession(
  { sessions, clock, ids }: SessionDependencies,
  { id: personId }: Pick<StoredPerson, "id">,
  how: Pick<StoredSession, "userAgent" | "method" | "isVerified">,
): Promise<string> {
  const token = newSecret(ids);
  const nowMs = clock.nowMs();
  const times = { createdAtMs: nowMs, lastSeenAtMs: nowMs, provenAtMs: nowMs };
  await sessions.add(
    { id: ids.next("ses"), tokenHash: tokenHashOf(token), personId, ...times, ...how },
    SESSIONS_MAXIMUM,
  );
  return token;
}
