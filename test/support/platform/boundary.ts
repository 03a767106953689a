/** What a part of the product and the world outside of it have between them. */
export type Port =
  /** One transaction of an object. */
  | "transaction"
  /** What an object has written reaches the disk, and what waited for that leaves. */
  | "commit"
  | "alarm"
  /** An alarm is set, or taken back. */
  | "set-alarm"
  /** A call to the deposit provider, from a group-buy or from a merchant's account. */
  | "provider"
  /** A delivery of the log to the directory, or of a merchant's journals to the general ledger: the outbox. */
  | "outbox"
  /** One statement or batch at D1. */
  | "d1"
  /** A group-buy speaks to a merchant's account. */
  | "merchant"
  | "signer"
  /** An answer leaves an object for its caller. */
  | "reply"
  /** A frame leaves an object for a socket. */
  | "send";

/** A moment at which an object may die: what happens at the port is about to happen, or has happened and is not known yet. */
export interface Boundary {
  /** How many there were in this world before. With the same seed the same number is the same moment. */
  readonly n: number;
  readonly port: Port;
  readonly phase: "before" | "after";
  /** Whose: `GroupBuy gb_…`, `SandboxBank gb_…`, `MerchantAccount mer_…`. */
  readonly object: string;
  /** What is done there, as far as that has a name: `capture`, `apply 12..15`, `credit`. */
  readonly what: string;
}

/**
 * What becomes of the object at a boundary. `kill`: it is gone at this moment with everything in memory, and nothing leaves
 * it any more; what its turn has written reaches the disk. `kill-lost`: the same, and what had not reached the disk before
 * is lost, as a whole. There is nothing between: the platform puts the writes of a turn down together. `refuse`: it lives on,
 * and the call that it is about to make through a port fails at once.
 */
export type Fate = "go" | "kill" | "kill-lost" | "refuse";

export type AtBoundary = (boundary: Boundary) => Fate | undefined;
