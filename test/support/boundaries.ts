import type { Boundary, Fate } from "./platform/boundary.ts";

/** A boundary as a run came to it, with what it takes to speak of it in another run of the same life. */
export interface Found extends Boundary {
  /** What the life was at: `3 Ada join`, `7 until`. */
  readonly during: string;
  /** Of a transaction: the types of the events that it adds, joined by `+`. Known when it is over, and true of both sides. */
  readonly wrote: string;
  /** The how manieth like it: with `during` it is the name that stays when something before it is added. */
  readonly nth: number;
}

/** Lists the boundaries of a run, and cuts it where it is told to. */
export class Recorder {
  readonly found: Found[] = [];
  /** Null: what happens now is no part of the life, and nothing is cut. */
  during: string | null = "the beginning";
  /** The boundaries at which something died, or was refused, in order. */
  readonly deaths: Found[] = [];
  readonly #fateAt: (found: Found) => Fate;
  readonly #log: () => readonly string[];
  readonly #counts = new Map<string, number>();
  #seen = 0;

  /**
   * @param fateAt what becomes of the object there
   * @param log the types of all events that are stored by now
   */
  constructor(fateAt: (found: Found) => Fate, log: () => readonly string[]) {
    this.#fateAt = fateAt;
    this.#log = log;
  }

  readonly at = (boundary: Boundary): Fate => {
    const { during } = this;
    if (during === null) return "go";
    const n = this.found.length;
    const wrote = boundary.port === "transaction" && boundary.phase === "after" ? this.#wrote() : "";
    const kind = [boundary.object, boundary.port, boundary.phase, boundary.what, during].join(" ");
    const nth = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, nth);
    const found: Found = { ...boundary, n, during, wrote, nth };
    this.found.push(found);
    if (wrote !== "") this.#tellBefore(found);
    const fate = this.#fateAt(found);
    if (fate !== "go") this.deaths.push(found);
    return fate;
  };

  /** What was added to the log since the last transaction. */
  #wrote(): string {
    const types = this.#log();
    const added = types.slice(this.#seen);
    this.#seen = types.length;
    return added.join("+");
  }

  /** The side before is the same transaction. */
  #tellBefore({ object, wrote }: Found): void {
    const index = this.found.findLastIndex(
      (one) => one.object === object && one.port === "transaction" && one.phase === "before",
    );
    const before = this.found[index];
    if (before) this.found[index] = { ...before, wrote };
  }
}

/** The same moment of the same life in another run, whatever is written there. */
export function isSameMoment(a: Found, b: Found): boolean {
  return (
    a.object === b.object &&
    a.port === b.port &&
    a.phase === b.phase &&
    a.what === b.what &&
    a.during === b.during &&
    a.nth === b.nth
  );
}

/** `GroupBuy gb_… provider.capture before, the 2nd while "until 7"`. */
export function nameOf({ object, port, what, phase, wrote, during, nth }: Found): string {
  const detail = [what, wrote].filter((text) => text !== "").join(" ");
  return `${phase} ${object.split(" ")[0]} ${port}${detail === "" ? "" : ` ${detail}`} #${nth} while "${during}"`;
}
