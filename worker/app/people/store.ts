import type { SessionMethod } from "../../contract/people.ts";
import type { Scope } from "../../contract/scopes.ts";

export type MerchantState = "pending" | "verified" | "suspended";

/** A person as stored, with the state of the merchant they act for. */
export interface StoredPerson {
  readonly id: string;
  readonly version: number;
  /** Normalised, see `normaliseEmail`; one person per address. */
  readonly email: string;
  readonly name: string;
  readonly locale: string;
  readonly zone: string;
  readonly country: string | null;
  readonly currency: string | null;
  readonly isOperator: boolean;
  readonly merchantId: string | null;
  readonly merchantState: MerchantState | null;
  /** 32 random bytes in base64url; the pseudonym in each group-buy is derived from it. */
  readonly pseudonymKey: string;
  readonly createdAtMs: number;
}

export type PersonChanges = Partial<Pick<StoredPerson, "name" | "locale" | "zone" | "country" | "currency">>;

export interface StoredMerchant {
  readonly id: string;
  readonly name: string;
  readonly country: string;
  readonly registration: string;
  readonly website: string | null;
  readonly state: MerchantState;
  readonly createdAtMs: number;
  /** What is shown of where they are paid out; null until they have said so. */
  readonly payout: Omit<StoredPayoutAccount, "hash"> | null;
}

export interface StoredPayoutAccount {
  /** HMAC-SHA256 in base64url: equal where the accounts are. It does not leave the store. */
  readonly hash: string;
  /** The last four characters. */
  readonly hint: string;
  readonly atMs: number;
}

/** An act of an operator as the audit keeps it: written with its effect, or neither is. */
export interface AuditedAct {
  readonly id: string;
  readonly operatorId: string;
  readonly action:
    | "verify_merchant"
    | "suspend_merchant"
    | "lift_merchant"
    | "sign_out"
    | "make_operator"
    | "drop_operator"
    | "reset_passkeys"
    | "claim_operator"
    | "back_up"
    | "restore"
    | "rebuild_search"
    | "retry_close"
    | "book_suspend"
    | "book_reverse"
    | "book_write_off";
  readonly reason: string;
  readonly atMs: number;
}

/** From one state to the other, and nothing where it is in another one by now. */
export interface MerchantDecision extends AuditedAct {
  readonly from: readonly MerchantState[];
  readonly state: MerchantState;
}

export interface PeopleStore {
  person(id: string): Promise<StoredPerson | null>;
  /** Those of them that there are, in no order. */
  among(ids: readonly string[]): Promise<readonly StoredPerson[]>;
  /** Who acts for a merchant. */
  actingFor(merchantId: string): Promise<readonly StoredPerson[]>;
  /** Adds the person, or answers who has that address already. */
  findOrAdd(person: Omit<StoredPerson, "merchantId" | "merchantState">): Promise<StoredPerson>;
  /** Changes the person if they still have that version; null when they do not. */
  change(id: string, version: number, changes: PersonChanges): Promise<StoredPerson | null>;
  /** Whether anybody has this address. */
  isTaken(email: string): Promise<boolean>;
  /**
   * Gives a person another address, in one transaction with the end of their other sessions; codes on their way to the old
   * one end too, and mails that stayed in the house follow. Null when somebody has it, or the person has changed theirs.
   */
  changeEmail(person: StoredPerson, email: string, keptSessionId: string): Promise<StoredPerson | null>;
  /** Whether an operator has this address. */
  isOperatorAddress(email: string): Promise<boolean>;
  /** Adds a merchant whom the person acts for; false when they act for one already. */
  addMerchant(merchant: Omit<StoredMerchant, "payout">, personId: string): Promise<boolean>;
  merchant(id: string): Promise<StoredMerchant | null>;
  /**
   * Who acts for another account that is on the same side (domain 3.1): of the same company, which is the same country and
   * registration but for spaces, dots and dashes; or with the same payout account, once operators have let it in.
   */
  kinOf(merchantId: string): Promise<readonly string[]>;
  /** Other merchants with the same payout account, in whatever state. */
  sharersOf(merchantId: string): Promise<readonly string[]>;
  /** Null where there is no such merchant. */
  setPayoutAccount(merchantId: string, account: StoredPayoutAccount): Promise<StoredMerchant | null>;
  /** The merchant as decided, or null where there is none in one of the states that the decision is about. */
  decide(merchantId: string, decision: MerchantDecision): Promise<StoredMerchant | null>;
  /** Ends all sessions of a person and revokes all their keys. Answers how many there were. */
  signOutEverywhere(personId: string, act: AuditedAct): Promise<{ readonly sessions: number; readonly keys: number }>;
}

export interface StoredSession {
  readonly id: string;
  /** SHA-256 of the token in base64url; the token itself is nowhere but in the browser. */
  readonly tokenHash: string;
  readonly personId: string;
  readonly createdAtMs: number;
  readonly lastSeenAtMs: number;
  readonly userAgent: string | null;
  readonly method: SessionMethod;
  /** Opened or proven by a passkey that its holder unlocked: by finger, face or PIN. */
  readonly isVerified: boolean;
  /** When a code or passkey was last shown in it. */
  readonly provenAtMs: number;
}

/** What a new proof makes of a session; its token is a new one (ASVS 7.2.4). */
export type SessionProof = Pick<StoredSession, "tokenHash" | "method" | "isVerified" | "provenAtMs">;

export interface SessionStore {
  /** Of more than `maximum` of the person's the ones that were unused for longest end; never the new one. */
  add(session: StoredSession, maximum: number): Promise<void>;
  find(tokenHash: string): Promise<{ readonly session: StoredSession; readonly person: StoredPerson } | null>;
  /** Newest first. */
  of(personId: string): Promise<readonly StoredSession[]>;
  touch(id: string, atMs: number): Promise<void>;
  /** False when it has ended meanwhile. */
  prove(id: string, proof: SessionProof): Promise<boolean>;
  /** False when the person has no such session. */
  end(id: string, personId: string): Promise<boolean>;
  /** All of the person's but one; answers how many. */
  endOthers(personId: string, keptId: string): Promise<number>;
}

export interface StoredKey {
  readonly id: string;
  readonly lookup: string;
  /** SHA-256 of the whole token in base64url. */
  readonly tokenHash: string;
  readonly personId: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly createdAtMs: number;
  readonly expiresAtMs: number | null;
  readonly lastUsedAtMs: number | null;
  readonly revokedAtMs: number | null;
}

export interface KeyStore {
  /** False when the person has `maximum` that are not revoked. Counted where it is added, so that it holds everywhere. */
  add(key: StoredKey, maximum: number): Promise<boolean>;
  find(lookup: string): Promise<{ readonly key: StoredKey; readonly person: StoredPerson } | null>;
  /** The ones not revoked, newest first. */
  of(personId: string): Promise<readonly StoredKey[]>;
  touch(id: string, atMs: number): Promise<void>;
  /** False when the person has no such key, or has revoked it already. */
  revoke(id: string, personId: string, atMs: number): Promise<boolean>;
}

/** A sign-in code on its way. One is live per address: a new one replaces it. */
export interface NewCode {
  readonly email: string;
  readonly codeHash: string;
  readonly locale: string;
  readonly expiresAtMs: number;
}

export interface CodeStore {
  /** Keeps the code; false when the address has had `maximum` codes since `sinceMs`. */
  put(code: NewCode, nowMs: number, sinceMs: number, maximum: number): Promise<boolean>;
  /** Counts a try and answers the live code of the address; null when there is none or its tries are spent. */
  tryOnce(email: string, nowMs: number, triesMaximum: number): Promise<{ codeHash: string; locale: string } | null>;
  /** Uses the code up; false when somebody else just did. */
  use(email: string, codeHash: string, nowMs: number): Promise<boolean>;
}
