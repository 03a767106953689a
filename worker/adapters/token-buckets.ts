import type { Clock } from "../app/clock.ts";
import type { RateLimiter } from "../app/rate-limiter.ts";

const BUCKETS_MAXIMUM = 10_000;

interface Bucket {
  tokens: number;
  readAtMs: number;
}

/**
 * Token buckets in the memory of one isolate: coarse by nature, because a caller may meet several isolates. The least
 * recently used bucket is dropped first, so memory stays bounded under a flood of addresses.
 */
export function createTokenBuckets(clock: Clock): RateLimiter {
  const buckets = new Map<string, Bucket>();
  return {
    async take(key, { burst, perMinute }) {
      const nowMs = clock.nowMs();
      const bucket = buckets.get(key) ?? { tokens: burst, readAtMs: nowMs };
      const elapsedMs = Math.max(0, nowMs - bucket.readAtMs);
      const tokens = Math.min(burst, bucket.tokens + (elapsedMs * perMinute) / 60_000);
      const isAllowed = tokens >= 1;
      const left = isAllowed ? tokens - 1 : tokens;

      buckets.delete(key); // Re-inserting keeps the map in order of use.
      buckets.set(key, { tokens: left, readAtMs: nowMs });
      for (const oldest of buckets.keys()) {
        if (buckets.size <= BUCKETS_MAXIMUM) break;
        buckets.delete(oldest);
      }
      const secondsToNext = left >= 1 ? 1 : Math.ceil(((1 - left) * 60) / perMinute);
      return { isAllowed, remaining: Math.floor(left), retryAfterSeconds: Math.max(1, secondsToNext) };
    },
  };
}
