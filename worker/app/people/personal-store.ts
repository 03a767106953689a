/** Whose data: the id, and what else leads to them. */
export interface Subject {
  readonly id: string;
  readonly email: string;
  readonly merchantId: string | null;
}

export type PersonalRow = Readonly<Record<string, unknown>>;

export interface ErasureStep {
  readonly personId: string;
  readonly groupBuyId: string;
  readonly tries: number;
}

export interface StoredErasure {
  readonly personId: string;
  readonly startedAtMs: number;
  readonly finishedAtMs: number | null;
  /** How many group-buys are still to say that they are done, and what the last of them said. */
  readonly left: number;
  readonly fault: string | null;
}

/** The directory's part of a person's data: shown whole (PD1), and emptied (PD2). */
export interface PersonalStore {
  /** Every section of the map, empty ones too, with what is shown of each row. */
  sections(of: Subject): Promise<Readonly<Record<string, readonly PersonalRow[]>>>;
  /** Every group-buy that may hold something of the person. */
  groupBuysOf(of: Subject): Promise<readonly string[]>;
  /** Whether they are an operator, and the only one. */
  isLastOperator(personId: string): Promise<boolean>;
  /**
   * Empties the account if it still has that version, and plans a step for each group-buy, all in one transaction: from
   * then on nobody can sign in as them, and their address is free. Null where the version has moved on. Again changes nothing.
   */
  begin(
    of: Subject & { readonly version: number },
    how: { readonly commandId: string; readonly nowMs: number; readonly groupBuyIds: readonly string[] },
  ): Promise<StoredErasure | null>;
  /** Steps that are due, each leased for a while, so that two who look at once do not both take it. */
  take(nowMs: number, leaseUntilMs: number, limit: number, personId?: string): Promise<readonly ErasureStep[]>;
  done(step: ErasureStep, nowMs: number): Promise<void>;
  retry(step: ErasureStep, nextTryAtMs: number, fault: string): Promise<void>;
  /** Ends the erasures of which no step is left, and takes what came in meanwhile. Answers how many. */
  finish(nowMs: number): Promise<number>;
  /** Those that are not finished, oldest first. */
  unfinished(limit: number): Promise<readonly StoredErasure[]>;
}
