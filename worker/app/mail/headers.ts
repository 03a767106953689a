import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { toBase64Url } from "../../core/base64url.ts";
import type { OutgoingMail, RefusedReason } from "./mailer.ts";

/** As whom this deployment writes. */
export interface Sender {
  readonly name: string;
  readonly address: string;
  readonly replyTo: string | null;
}

const ID_LENGTH = 22; // 132 bits.

/** A mail's name in our records, and in what a service tells of it: follows from its key and says nothing about it. */
export function mailIdOf(key: string): string {
  return toBase64Url(sha256(utf8ToBytes(key))).slice(0, ID_LENGTH);
}

/**
 * Headers beside From, To, Subject and Reply-To, which services take as fields of their own. Message-ID is not among
 * them: both services write their own.
 */
export function headersOf({ key, locale, muteUrl }: OutgoingMail): Readonly<Record<string, string>> {
  return {
    "Auto-Submitted": "auto-generated", // RFC 3834: no holiday notes in answer, please.
    "Content-Language": locale,
    "X-Entity-Ref-ID": mailIdOf(key), // Programs that fold alike subjects into one show each.
    ...(muteUrl?.startsWith("https://") && {
      "List-Unsubscribe": `<${muteUrl}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }),
  };
}

/** One address of RFC 5321 as we accept it: nothing that could end a header or name a second recipient. */
const ADDRESS = /^[^\s<>,;:"()[\]\\@\p{Cc}]+@[^\s<>,;:"()[\]\\@\p{Cc}]+$/u;
const ADDRESS_LENGTH_MAXIMUM = 254;
const CONTROL = /[\p{Cc}\u2028\u2029]/u;
/** What both services take; ours are about 6 kB. */
const BYTES_MAXIMUM = 100_000;

/** Why a mail must not go to any service, or null. Asked by every adapter before it does anything. */
export function faultOf({ to, subject, text, html, muteUrl }: OutgoingMail): RefusedReason | null {
  if (to.length > ADDRESS_LENGTH_MAXIMUM || !ADDRESS.test(to)) return "address";
  const isOneLine = !CONTROL.test(subject) && !CONTROL.test(muteUrl ?? "");
  return isOneLine && subject !== "" && text.length + html.length <= BYTES_MAXIMUM ? null : "content";
}
