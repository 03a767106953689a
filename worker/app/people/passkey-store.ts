import type { AuditedAct, StoredPerson } from "./store.ts";

export interface StoredPasskey {
  readonly id: string;
  /** Base64url, as the authenticator named it. */
  readonly credentialId: string;
  readonly personId: string;
  /** COSE key in base64url. */
  readonly publicKey: string;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly name: string;
  readonly isSynced: boolean;
  readonly isBackedUp: boolean;
  readonly createdAtMs: number;
  readonly lastUsedAtMs: number | null;
  readonly counterFellAtMs: number | null;
}

export type ChallengePurpose = "register" | "sign-in";

export interface StoredChallenge {
  /** SHA-256 in base64url, as of all that is shown to prove something. */
  readonly challengeHash: string;
  readonly browserHash: string;
  readonly purpose: ChallengePurpose;
  /** Who registers; null where it is not known yet. */
  readonly personId: string | null;
  readonly expiresAtMs: number;
}

export interface PasskeyStore {
  /**
   * `known`: some person has that credential. `full`: there may be no more than `maximum` of the person's, and for an
   * operator's first one that is 1.
   */
  add(passkey: StoredPasskey, maximum: number): Promise<"added" | "known" | "full">;
  find(credentialId: string): Promise<{ readonly passkey: StoredPasskey; readonly person: StoredPerson } | null>;
  /** Newest first. */
  of(personId: string): Promise<readonly StoredPasskey[]>;
  /**
   * Notes a use. False, and noted as such, when the counter did not go up where it counts (it is not always zero): then
   * there are two of what there should be one of.
   */
  use(
    id: string,
    use: { readonly counter: number; readonly isBackedUp: boolean; readonly atMs: number },
  ): Promise<boolean>;
  rename(id: string, personId: string, name: string): Promise<StoredPasskey | null>;
  /** `last`: of an operator. */
  remove(id: string, personId: string): Promise<"removed" | "unknown" | "last">;
  /** Keeps a challenge, and forgets those that nobody can answer any more. */
  keepChallenge(challenge: StoredChallenge, nowMs: number): Promise<void>;
  /** Whoever asks first gets it, and nobody after. */
  takeChallenge(challengeHash: string): Promise<StoredChallenge | null>;
}

/**
 * Who is an operator. Whoever becomes one begins with nothing that somebody else may hold: passkeys, keys, sessions and
 * codes made before are gone in the same transaction, in which the audit is written too.
 */
export interface OperatorRoles {
  /** Uses the link up; the session in which that is done stays. False when it is used, over, or there are operators. */
  claim(tokenHash: string, personId: string, sessionId: string, act: AuditedAct): Promise<boolean>;
  /** False when they are one, or are nobody. */
  make(personId: string, act: AuditedAct): Promise<boolean>;
  /** Ends their sessions and keys too. False when they are none, or the last. */
  drop(personId: string, act: AuditedAct): Promise<boolean>;
  /** The way back for an operator without their passkey. False when they are no operator. */
  resetPasskeys(personId: string, act: AuditedAct): Promise<boolean>;
}
