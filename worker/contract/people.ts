import { z } from "zod";
import { PasskeyAssertion } from "./passkeys.ts";
import { SCOPES } from "./scopes.ts";
import { Timestamp } from "./shared.ts";

export const ROLES = ["buyer", "merchant", "operator"] as const;
export type Role = (typeof ROLES)[number];

export const CodeRequest = z.strictObject({ email: z.string(), locale: z.string().optional() });
export const EmailChangeRequest = z.strictObject({ email: z.string() });
export const EmailChange = z.strictObject({ email: z.string(), code: z.string() });
/** An address with the code that was sent to it, or a passkey alone. */
export const SignInInput = z.strictObject({
  email: z.string().optional(),
  code: z.string().optional(),
  passkey: PasskeyAssertion.optional(),
});

/** By what a session was opened; `sandbox` is a code for one of the sandbox's own people. */
export const SESSION_METHODS = ["code", "passkey", "sandbox"] as const;
export type SessionMethod = (typeof SESSION_METHODS)[number];

export const Person = z.object({
  id: z.string(),
  version: z.int(),
  email: z.string(),
  name: z.string(),
  locale: z.string(),
  zone: z.string(),
  country: z.string().nullable(),
  currency: z.string().nullable(),
  roles: z.array(z.enum(ROLES)),
  merchantId: z.string().nullable(),
});
export type Person = z.infer<typeof Person>;

export const PersonPatch = z.strictObject({
  name: z.string().optional(),
  locale: z.string().optional(),
  zone: z.string().optional(),
  country: z.string().optional(),
  currency: z.string().optional(),
});
export type PersonPatch = z.infer<typeof PersonPatch>;

export const SessionSummary = z.object({
  id: z.string(),
  createdAt: Timestamp,
  lastSeenAt: Timestamp,
  userAgent: z.string().nullable(),
  isCurrent: z.boolean(),
  method: z.enum(SESSION_METHODS),
  provenAt: Timestamp, // when a code or passkey was last shown in it
});
export type SessionSummary = z.infer<typeof SessionSummary>;

export const KeyInput = z.strictObject({
  name: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  expiresAt: Timestamp.optional(),
});
export type KeyInput = z.infer<typeof KeyInput>;

export const KeyCreated = z.object({ id: z.string(), token: z.string() });
export type KeyCreated = z.infer<typeof KeyCreated>;

export const KeySummary = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  createdAt: Timestamp,
  expiresAt: Timestamp.nullable(),
  lastUsedAt: Timestamp.nullable(),
});
export type KeySummary = z.infer<typeof KeySummary>;

export const MerchantApplication = z.strictObject({
  name: z.string(),
  country: z.string(),
  registration: z.string(),
  website: z.string().optional(),
  payoutAccount: z.string().optional(), // an IBAN, in a sandbox also sandbox:account:…; later by its own call
});
export type MerchantApplication = z.infer<typeof MerchantApplication>;

/** How long a proof is fresh: ways in, and where money goes, are changed with one, and with no key (ASVS 7.5.1). */
export const FRESH_SIGN_IN_MS = 10 * 60_000;

export const PayoutAccountInput = z.strictObject({ account: z.string() });
export type PayoutAccountInput = z.infer<typeof PayoutAccountInput>;

export const MerchantProfile = z.object({
  id: z.string(),
  name: z.string(),
  country: z.string(),
  state: z.enum(["pending", "verified", "suspended"]),
  payoutAccount: z.object({ hint: z.string(), since: Timestamp }).nullable(), // its last four characters
});
export type MerchantProfile = z.infer<typeof MerchantProfile>;
