/** How far a look through the two databases has come: first what the catalogue has, then what the index has. */
export interface Place {
  readonly pass: number;
  readonly half: "catalogue" | "index";
  /** Everything up to this id has been looked at; empty: nothing. */
  readonly afterId: string;
  /** The catalogue's half goes at full speed, because the index is new, was lost, or somebody asked for it. */
  readonly isFilling: boolean;
}

/** What did not fit and was mended. */
export interface Mended {
  /** In the catalogue and not in the index. */
  readonly missing: number;
  /** In the index as of an earlier event, or by an older analyser. */
  readonly behind: number;
  /** In the index and not in the catalogue. */
  readonly extra: number;
}

/** A page of one database, and what the other one does not have as it should. */
export interface Compared {
  /** Where the page ended; null: there is nothing behind it. */
  readonly lastId: string | null;
  readonly looked: number;
  readonly missing: readonly string[];
  readonly behind: readonly string[];
  readonly extra: readonly string[];
}

export interface Written {
  /** Those that the index did not have like this. */
  readonly changed: number;
  /** The catalogue does not know them. */
  readonly gone: readonly string[];
  /** No words could be made of them; what the index has of them stays. */
  readonly failed: readonly string[];
}

/** A change on its way: its group-buy, how far the log had come, and when its oldest event was decided. */
export interface Wait {
  readonly groupBuyId: string;
  readonly seq: number;
  readonly sinceMs: number;
}

/** What keeps the index: derived from the catalogue, in another database. Each throws where its database does not answer. */
export interface IndexRecords {
  place(): Promise<Place>;
  /** Moves on, and adds what was mended on the way. False: somebody else has moved meanwhile, and goes on from there. */
  move(from: Place, to: Place, mended: Mended, nowMs: number): Promise<boolean>;
  /** From the beginning, at full speed. */
  restart(): Promise<void>;
  /** The index has no open demand, and the catalogue has one. */
  isLost(): Promise<boolean>;
  compareCatalogue(afterId: string, limit: number): Promise<Compared>;
  compareIndex(afterId: string, limit: number): Promise<Compared>;
  /** Ids of open rows that an older analyser wrote; newer ones are none of ours. */
  outdated(limit: number): Promise<readonly string[]>;
  /** How many rows of older analysers have been written anew now; `isOver`: none are left. */
  rewrote(count: number, isOver: boolean, nowMs: number): Promise<void>;
  /** Writes these as the catalogue has them. */
  write(ids: readonly string[]): Promise<Written>;
  remove(ids: readonly string[]): Promise<void>;
  /** What the catalogue has and could not be written into the index, longest first. */
  late(limit: number): Promise<readonly Wait[]>;
  /** These have been written since. */
  caughtUp(waits: readonly Wait[]): Promise<void>;
  /** When the oldest change after `afterMs` was decided that is known of and not in the index; null: there is none. */
  oldestWaitMs(afterMs: number): Promise<number | null>;
  freshAsOf(atMs: number): Promise<void>;
}
