import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { z } from "zod";
import type { ChangeSubject, EscrowProvider } from "../app/escrow-provider.ts";
import { checkSignature } from "../app/provider-events/signed.ts";
import { SANDBOX_CHANGES } from "../app/sandbox-branch.ts";
import { timingSafeEqual } from "./timing-safe-equal.ts";

export interface SandboxNotifications {
  /** The bank signs with the first; the others are still believed (rotation). None: nothing is believed. */
  readonly secrets: readonly Uint8Array[];
  /** Which account at the bank is ours: one deployment does not listen to the bank of another. */
  readonly account: string;
}

/** A secret of its own, from one that the deployment has anyway. */
export function sandboxSecretFrom(pepper: Uint8Array): Uint8Array {
  return hmac(sha256, pepper, utf8ToBytes("sandbox bank: notifications"));
}

const About: z.ZodType<ChangeSubject> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("deposit"), groupBuyId: z.string().max(100), depositId: z.string().max(100) }),
  z.object({
    kind: z.literal("payout"),
    groupBuyId: z.string().max(100),
    payoutId: z.string().max(200),
    payeeId: z.string().max(100),
  }),
]);

const Body = z.object({
  id: z.string().max(200),
  type: z.string().max(100),
  atMs: z.int(),
  mode: z.string(),
  account: z.string(),
  about: z.unknown(),
});

/** The embedded provider's notifications, verified as those of any other: bytes first, meaning afterwards. */
export function createSandboxVerifier({
  secrets,
  account,
}: SandboxNotifications): EscrowProvider["verifyNotification"] {
  return (rawBytes, headers, nowMs) => {
    const signed = checkSignature(rawBytes, headers, { secrets, nowMs, sameDigest: timingSafeEqual });
    if ("reason" in signed) return { verdict: "rejected", reason: signed.reason };
    const body = Body.safeParse(jsonIn(rawBytes));
    if (!body.success || body.data.id !== signed.id) return { verdict: "rejected", reason: "malformed" };
    const { id: eventId, type, atMs } = body.data;
    if (body.data.mode !== "sandbox") return { verdict: "rejected", reason: "other-mode" };
    if (body.data.account !== account) return { verdict: "rejected", reason: "other-account" };
    if (!SANDBOX_CHANGES.has(type)) return { verdict: "verified", notification: { eventId, type, atMs, about: null } };
    const about = About.safeParse(body.data.about);
    if (!about.success) return { verdict: "rejected", reason: "malformed" };
    return { verdict: "verified", notification: { eventId, type, atMs, about: about.data } };
  };
}

function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes)) as unknown;
  } catch {
    return null;
  }
}
