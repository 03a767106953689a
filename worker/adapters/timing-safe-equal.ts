/** workerd's own extension of SubtleCrypto; Node has none. */
interface WithTimingSafeEqual {
  timingSafeEqual(a: Uint8Array, b: Uint8Array): boolean;
}

/** Compares digests in a time that does not depend on where they differ. Different lengths are no secret. */
export function timingSafeEqual(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  const { subtle } = crypto;
  return hasTimingSafeEqual(subtle) ? subtle.timingSafeEqual(a, b) : xorOf(a, b) === 0;
}

function hasTimingSafeEqual(subtle: object): subtle is WithTimingSafeEqual {
  return "timingSafeEqual" in subtle;
}

function xorOf(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((difference, byte, index) => difference | (byte ^ (b[index] ?? 0)), 0);
}
