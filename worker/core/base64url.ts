const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** Bytes as base64url without padding (RFC 4648, section 5): the form of keys, signatures and tokens in JSON. */
export function toBase64Url(bytes: Uint8Array): string {
  let text = "";
  let pending = 0;
  let pendingBits = 0;
  for (const byte of bytes) {
    pending = (pending << 8) | byte;
    for (pendingBits += 8; pendingBits >= 6;) {
      pendingBits -= 6;
      text += ALPHABET.charAt(pending >> pendingBits);
      pending &= (1 << pendingBits) - 1;
    }
  }
  return pendingBits === 0 ? text : text + ALPHABET.charAt(pending << (6 - pendingBits));
}

/** The bytes of a base64url text without padding, or null. Only the one canonical spelling of each value is accepted. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  const bytes = new Uint8Array(Math.floor((text.length * 6) / 8));
  let written = 0;
  let pending = 0;
  let pendingBits = 0;
  for (const character of text) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) return null;
    pending = (pending << 6) | value;
    pendingBits += 6;
    if (pendingBits < 8) continue;
    pendingBits -= 8;
    bytes[written++] = pending >> pendingBits;
    pending &= (1 << pendingBits) - 1;
  }
  const isCanonical = pending === 0 && pendingBits < 6;
  return isCanonical ? bytes : null;
}
