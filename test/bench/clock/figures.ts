/** What is said of many numbers. */
import { createHash, type Hash } from "node:crypto";

/** The values that are numbers, ascending. */
export function sorted(values: Float32Array | readonly number[]): Float64Array {
  return Float64Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .sort();
}

/** The value that the share `q` of all does not exceed (nearest rank); NaN of none. */
export function quantile(ascending: Float64Array, q: number): number {
  return ascending[Math.max(0, Math.ceil(q * ascending.length) - 1)] ?? NaN;
}

export function mean(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}

export function magnitudes(values: Float32Array): Float32Array {
  return values.map((value) => Math.abs(value));
}

export function concatenated(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Two runs that showed the same have the same letters. */
export function fingerprint(parts: Iterable<Float32Array>): string {
  const hash: Hash = createHash("sha256");
  for (const part of parts) hash.update(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
  return hash.digest("hex").slice(0, 16);
}
