import { refuseForm } from "./refused.ts";

const KEY = /^(?:([A-Za-z0-9_-]{1,64})|"([A-Za-z0-9_-]{1,64})")$/;
const STRONG_TAG = /^"(\d{1,15})"$/;

/**
 * The Idempotency-Key of a request, bare or quoted, or null. Repeated headers arrive joined by a comma, which no key
 * may contain, so two keys are never taken for one (bad inputs 74, 75).
 */
export function idempotencyKey(request: Request, isRequired: boolean): string | null {
  const header = request.headers.get("idempotency-key");
  if (header === null) {
    return isRequired
      ? refuseForm("idempotency-key-missing", "Make up a new key for each wish, and keep it when you try again.")
      : null;
  }
  const match = KEY.exec(header);
  const key = match?.[1] ?? match?.[2];
  return key ?? refuseForm("idempotency-key-malformed", "One key of 1 to 64 letters, digits, _ or -.");
}

export function isIdempotencyKey(header: string): boolean {
  return KEY.test(header);
}

/** The version a change was written against: the one number in If-Match (bad inputs 78, 79). */
export function versionToMatch(request: Request): number {
  const header = request.headers.get("if-match");
  if (header === null) {
    refuseForm("precondition-required", "Say which version you have read. If it is the present one, as below.");
  }
  const version = STRONG_TAG.exec(header.trim())?.[1];
  // A weak or foreign tag can match no strong one (RFC 9110, 13.1.1).
  return version === undefined
    ? refuseForm("precondition-failed", "Send one ETag, exactly as received.")
    : Number(version);
}

export function etagOf(version: number): string {
  return `"${version}"`;
}
