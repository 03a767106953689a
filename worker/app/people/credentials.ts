import { problem } from "../../contract/problems.ts";
import type { KeySummary } from "../../contract/people.ts";
import { SCOPES_OF_ROLE } from "../../contract/permissions.ts";
import type { Scope } from "../../contract/scopes.ts";
import { err, ok } from "../../core/result.ts";
import { formatInstant, parseInstant } from "../../core/time/instant.ts";
import { fieldProblem } from "../../contract/problems.ts";
import { limitReached } from "../limits/limit-reached.ts";
import { mintKey, parseKey } from "./api-key.ts";
import type { PeopleUseCases } from "../app.ts";
import type { PeopleDependencies } from "./dependencies.ts";
import { checkLine, type Checked } from "./fields.ts";
import { freshSession, isOperatorSession } from "./proof.ts";
import { callerOf, scopesOf } from "./roles.ts";
import {
  KEY_TOUCH_AFTER_MS,
  KEYS_MAXIMUM,
  OPERATOR_SESSION_IDLE_MS,
  OPERATOR_SESSION_LIFE_MS,
  SESSION_IDLE_MS,
  SESSION_LIFE_MS,
  TOUCH_AFTER_MS,
} from "./rules.ts";
import { isSameHash, tokenHashOf } from "./secrets.ts";
import type { StoredKey, StoredPerson, StoredSession } from "./store.ts";

type Credentials = Pick<
  PeopleUseCases,
  | "callerOfSession"
  | "callerOfKey"
  | "signOut"
  | "sessions"
  | "endSession"
  | "endOtherSessions"
  | "createKey"
  | "keys"
  | "revokeKey"
>;

/** Sessions and keys: who shows which, what it opens, and how it ends. Asked on every request, so ends at once. */
export function createCredentials(dependencies: PeopleDependencies): Credentials {
  const { sessions, keys, clock, ids, sameDigest } = dependencies;
  const keyMode = dependencies.mode === "live" ? "live" : "test";

  return {
    async callerOfSession(token) {
      const found = await sessions.find(tokenHashOf(token));
      if (found === null) return null;
      const nowMs = clock.nowMs();
      const { session, person } = found;
      if (nowMs >= endOf(session, person)) return null;
      if (nowMs - session.lastSeenAtMs >= TOUCH_AFTER_MS) await sessions.touch(session.id, nowMs);
      const needsPasskey = person.isOperator && !isOperatorSession(session, dependencies.mode);
      const seenAs = needsPasskey ? { ...person, isOperator: false } : person;
      return callerOf(seenAs, "session", session.id, scopesOf(seenAs), needsPasskey);
    },

    async callerOfKey(token) {
      const parsed = parseKey(token);
      if (!parsed.ok) return err(problem(parsed.error));
      if (parsed.value.mode !== keyMode) return err(problem("key-wrong-mode"));

      // From here on one answer for unknown, wrong, expired and revoked: nothing is learnt from which it was.
      const found = await keys.find(parsed.value.lookup);
      const isRight = isSameHash(found?.key.tokenHash ?? tokenHashOf(""), tokenHashOf(token), sameDigest);
      const nowMs = clock.nowMs();
      if (found === null || !isRight || !isLive(found.key, nowMs)) return err(problem("key-revoked"));
      const { key, person } = found;
      if (nowMs - (key.lastUsedAtMs ?? 0) >= KEY_TOUCH_AFTER_MS) await keys.touch(key.id, nowMs);
      return ok(callerOf(person, "key", key.id, key.scopes));
    },

    async signOut(caller) {
      if (caller.via !== "session")
        return err(problem("state-conflict", { detail: "A key is revoked, not signed out." }));
      await sessions.end(caller.credentialId, caller.personId);
      return ok(undefined);
    },

    async endSession(caller, id) {
      return (await sessions.end(id, caller.personId)) ? ok(undefined) : err(problem("not-found"));
    },

    async endOtherSessions(caller) {
      if (caller.via !== "session") return err(problem("state-conflict", { detail: "A key has no session to keep." }));
      return ok({ ended: await sessions.endOthers(caller.personId, caller.credentialId) });
    },

    async sessions(caller) {
      const stored = await sessions.of(caller.personId);
      const oldestMs = clock.nowMs() - SESSION_IDLE_MS;
      return ok(
        stored
          .filter(({ lastSeenAtMs }) => lastSeenAtMs > oldestMs)
          .map(({ id, createdAtMs, lastSeenAtMs, userAgent, method, provenAtMs }) => ({
            id,
            method,
            provenAt: formatInstant(provenAtMs),
            createdAt: formatInstant(createdAtMs),
            lastSeenAt: formatInstant(lastSeenAtMs),
            userAgent,
            isCurrent: id === caller.credentialId,
          })),
      );
    },

    async createKey(caller, input) {
      const name = checkLine(input.name, "/name", 60);
      if (!name.ok) return name;
      if (input.scopes.length === 0) return err(fieldProblem("list-empty", "/scopes", "Name at least one scope."));
      if (new Set(input.scopes).size < input.scopes.length) {
        return err(fieldProblem("list-duplicate", "/scopes", "Name each scope once."));
      }
      // Nobody can hand on more than they hold, neither a person nor a key.
      const missing = input.scopes.find((scope) => !caller.scopes.includes(scope));
      if (missing !== undefined) return err(problem("scope-missing", { facts: { scope: missing } }));
      // What moves money out or decides about others is not handed on by a session somebody left open, nor by a key.
      if (input.scopes.some((scope) => NEEDS_PROOF.has(scope))) {
        const fresh = await freshSession(dependencies, caller);
        if (!fresh.ok) return fresh;
      }

      const nowMs = clock.nowMs();
      const expiresAtMs = checkExpiry(input.expiresAt, nowMs);
      if (!expiresAtMs.ok) return expiresAtMs;
      const { token, lookup } = mintKey(keyMode, ids);
      const id = ids.next("key");
      const key: StoredKey = {
        id,
        lookup,
        tokenHash: tokenHashOf(token),
        personId: caller.personId,
        name: name.value,
        scopes: input.scopes,
        createdAtMs: nowMs,
        expiresAtMs: expiresAtMs.value,
        lastUsedAtMs: null,
        revokedAtMs: null,
      };
      return (await keys.add(key, KEYS_MAXIMUM)) ? ok({ id, token }) : err(limitReached("keys"));
    },

    async keys(caller) {
      return ok((await keys.of(caller.personId)).map(presentKey));
    },

    async revokeKey(caller, id) {
      return (await keys.revoke(id, caller.personId, clock.nowMs())) ? ok(undefined) : err(problem("not-found"));
    },
  };
}

const NEEDS_PROOF: ReadonlySet<Scope> = new Set(["payouts:read", ...SCOPES_OF_ROLE.operator]);

/** When a session ends if nothing more happens: operators' sooner (ASVS 7.3.1, 7.3.2). */
function endOf(session: StoredSession, { isOperator }: StoredPerson): number {
  const idleMs = isOperator ? OPERATOR_SESSION_IDLE_MS : SESSION_IDLE_MS;
  const lifeMs = isOperator ? OPERATOR_SESSION_LIFE_MS : SESSION_LIFE_MS;
  return Math.min(session.lastSeenAtMs + idleMs, session.createdAtMs + lifeMs);
}

function isLive(key: StoredKey, nowMs: number): boolean {
  return key.revokedAtMs === null && (key.expiresAtMs === null || nowMs < key.expiresAtMs);
}

function checkExpiry(expiresAt: string | undefined, nowMs: number): Checked<number | null> {
  if (expiresAt === undefined) return ok(null);
  const parsed = parseInstant(expiresAt);
  if (!parsed.ok) return err(fieldProblem(parsed.error, "/expiresAt", "As 2026-12-01T11:30:00.000Z."));
  return parsed.value > nowMs ? parsed : err(fieldProblem("timestamp-invalid", "/expiresAt", "It lies in the past."));
}

function presentKey({ id, name, scopes, createdAtMs, expiresAtMs, lastUsedAtMs }: StoredKey): KeySummary {
  return {
    id,
    name,
    scopes: [...scopes],
    createdAt: formatInstant(createdAtMs),
    expiresAt: expiresAtMs === null ? null : formatInstant(expiresAtMs),
    lastUsedAt: lastUsedAtMs === null ? null : formatInstant(lastUsedAtMs),
  };
}
