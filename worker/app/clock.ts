/** The clock of the machine. Objects never decide by it directly: their authority clock is built on it (rule T3). */
export interface Clock {
  /** Milliseconds since the Unix epoch, UTC. */
  nowMs(): number;
}

/**
 * A clock with a name for each stretch in which it ran evenly, as far as anybody has seen (ADR 0017). What was learned of
 * it under one name is not carried over to another.
 */
export interface MachineClock extends Clock {
  readonly name: string;
  /** Somebody has seen it fall back: from now on it has another name, for everybody who reads it. */
  rename(): void;
}
