/** The clock of the machine. Objects never decide by it directly: their authority clock is built on it (rule T3). */
export interface Clock {
  /** Milliseconds since the Unix epoch, UTC. */
  nowMs(): number;
}
