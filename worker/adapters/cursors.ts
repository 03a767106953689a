import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import type { CursorCodec } from "../app/cursors.ts";
import { fromBase64Url, toBase64Url } from "../core/base64url.ts";
import { timingSafeEqual } from "./timing-safe-equal.ts";

const VERSION = 1;
const MAC_BYTES = 16;

/** Cursors as base64url of version, truncated HMAC-SHA-256 and the place as JSON. */
export function createCursorCodec(key: Uint8Array): CursorCodec {
  const macOf = (place: Uint8Array, list: string) =>
    hmac(sha256, key, utf8ToBytes(JSON.stringify([VERSION, list, toBase64Url(place)]))).subarray(0, MAC_BYTES);

  return {
    seal({ values }, list) {
      const place = utf8ToBytes(JSON.stringify(values));
      return toBase64Url(Uint8Array.from([VERSION, ...macOf(place, list), ...place]));
    },

    open(cursor, list) {
      const bytes = fromBase64Url(cursor);
      if (bytes?.[0] !== VERSION || bytes.length <= 1 + MAC_BYTES) return null;
      const place = bytes.subarray(1 + MAC_BYTES);
      if (!timingSafeEqual(bytes.subarray(1, 1 + MAC_BYTES), macOf(place, list))) return null;
      return { values: JSON.parse(new TextDecoder().decode(place)) as (string | number)[] }; // Ours: the code says so.
    },
  };
}
