import { z } from "zod";
import { Timestamp } from "./shared.ts";

/** Passkeys as browsers speak of them (WebAuthn 3, section 5.1): JSON in which bytes are base64url. */

const Bytes = z.string();
const Descriptor = z.object({ type: z.literal("public-key"), id: Bytes, transports: z.array(z.string()).optional() });
const UserVerification = z.enum(["required", "preferred"]);

/** For `navigator.credentials.create`. */
export const PasskeyCreation = z.object({
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: Bytes, name: z.string(), displayName: z.string() }),
  challenge: Bytes,
  pubKeyCredParams: z.array(z.object({ type: z.literal("public-key"), alg: z.int() })),
  timeout: z.int(),
  attestation: z.literal("none"),
  authenticatorSelection: z.object({
    residentKey: z.literal("required"),
    requireResidentKey: z.literal(true),
    userVerification: UserVerification,
  }),
  excludeCredentials: z.array(Descriptor),
});
export type PasskeyCreation = z.infer<typeof PasskeyCreation>;

/** For `navigator.credentials.get`. It names no credential, so it says nothing of who has an account. */
export const PasskeyRequest = z.object({
  rpId: z.string(),
  challenge: Bytes,
  timeout: z.int(),
  userVerification: UserVerification,
  allowCredentials: z.array(Descriptor),
});
export type PasskeyRequest = z.infer<typeof PasskeyRequest>;

const ceremony = {
  id: Bytes,
  rawId: Bytes,
  type: z.literal("public-key"),
  authenticatorAttachment: z.string().optional(),
  clientExtensionResults: z.record(z.string(), z.unknown()),
};

/** What an authenticator made. */
export const PasskeyRegistration = z.strictObject({
  ...ceremony,
  response: z.strictObject({
    clientDataJSON: Bytes,
    attestationObject: Bytes,
    authenticatorData: Bytes.optional(),
    transports: z.array(z.string()).optional(),
    publicKeyAlgorithm: z.int().optional(),
    publicKey: Bytes.optional(),
  }),
});
export type PasskeyRegistration = z.infer<typeof PasskeyRegistration>;

/** What an authenticator signed. */
export const PasskeyAssertion = z.strictObject({
  ...ceremony,
  response: z.strictObject({
    clientDataJSON: Bytes,
    authenticatorData: Bytes,
    signature: Bytes,
    userHandle: Bytes.optional(),
  }),
});
export type PasskeyAssertion = z.infer<typeof PasskeyAssertion>;

export const PasskeyInput = z.strictObject({ passkey: PasskeyRegistration, name: z.string().optional() });
export type PasskeyInput = z.infer<typeof PasskeyInput>;

export const PasskeyPatch = z.strictObject({ name: z.string() });

export const PasskeySummary = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: Timestamp,
  lastUsedAt: Timestamp.nullable(),
  isSynced: z.boolean(), // may leave its device
  isBackedUp: z.boolean(), // and has
  counterFellAt: Timestamp.nullable(), // it may have been copied: it opens nothing any more
});
export type PasskeySummary = z.infer<typeof PasskeySummary>;

/** That it is still them: a code, or a passkey. */
export const ProofInput = z.strictObject({ code: z.string().optional(), passkey: PasskeyAssertion.optional() });
export type ProofInput = z.infer<typeof ProofInput>;

/** The second half of the link that `npm run operator:link` prints. */
export const OperatorClaim = z.strictObject({ token: z.string() });
