/** At most `burst` calls at once, refilled at `perMinute`. */
export interface RateLimit {
  readonly name: string;
  readonly burst: number;
  readonly perMinute: number;
}

export interface RateVerdict {
  readonly isAllowed: boolean;
  /** Calls left now, whole ones. */
  readonly remaining: number;
  /** Seconds, at least 1, until another call is possible. */
  readonly retryAfterSeconds: number;
}

/** A first line against abuse, never an exact account: exact limits (one join a person) live in the object. */
export interface RateLimiter {
  take(key: string, limit: RateLimit): Promise<RateVerdict>;
}
