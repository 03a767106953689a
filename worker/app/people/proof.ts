import { FRESH_SIGN_IN_MS } from "../../contract/people.ts";
import { problem, type Problem } from "../../contract/problems.ts";
import { err, ok, type Result } from "../../core/result.ts";
import type { App, Caller } from "../app.ts";
import type { PeopleDependencies } from "./dependencies.ts";
import type { StoredSession } from "./store.ts";

/**
 * Whether an operator may act as one in this session (ASVS 6.3.3): by a passkey that was unlocked. The sandbox's own
 * operators come by code, where everybody on the machine is one of us; in `demo` and `live` they do not exist.
 */
export function isOperatorSession({ method, isVerified }: StoredSession, mode: App["mode"]): boolean {
  return (method === "passkey" && isVerified) || (method === "sandbox" && hasSandboxOperators(mode));
}

export function hasSandboxOperators(mode: App["mode"]): boolean {
  return mode === "local" || mode === "test";
}

/** The session in which a code or passkey was shown just now; no key, however new, stands for one (ASVS 7.5.1). */
export async function freshSession(
  { sessions, clock }: Pick<PeopleDependencies, "sessions" | "clock">,
  { via, personId, credentialId }: Caller,
): Promise<Result<StoredSession, Problem>> {
  if (via !== "session") return err(problem("sign-in-stale"));
  const session = (await sessions.of(personId)).find(({ id }) => id === credentialId);
  const isFresh = session !== undefined && clock.nowMs() - session.provenAtMs < FRESH_SIGN_IN_MS;
  return isFresh ? ok(session) : err(problem("sign-in-stale"));
}
