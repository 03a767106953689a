import { toldIn, contradictionIn, type Told } from "../../../worker/core/log/contradiction.ts";
import { NOTHING_KEPT, type Kept } from "./kept-heads.ts";

/** The part of `localStorage` that is needed; shared by all tabs of a site. */
export type Rows = Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">;

const PREFIX = "onebell:heads:";
/** Of so many group-buys heads are kept; those that were heard of longest ago give way. */
const GROUP_BUYS_MAXIMUM = 60;

/**
 * The rows of one group-buy. Read before each change and written after it, without a pause between: two tabs add to the
 * same rows. Where nothing can be stored, it is kept as long as the page lives.
 */
export class HeadsStore {
  readonly #rows: Rows | null;
  readonly #key: string;
  /** What could not be written. */
  #unwritten: Kept | null = null;

  constructor(rows: Rows | null, groupBuyId: string) {
    this.#rows = rows;
    this.#key = PREFIX + groupBuyId;
  }

  read(): Kept {
    return this.#unwritten ?? keptIn(this.#get(this.#key));
  }

  update(change: (kept: Kept) => Kept): Kept {
    const before = this.read();
    const after = change(before);
    if (after !== before || this.#unwritten !== null) this.#write(after);
    return after;
  }

  forget(): void {
    this.#unwritten = null;
    try {
      this.#rows?.removeItem(this.#key);
    } catch {
      // It could not be written either.
    }
  }

  #write(kept: Kept): void {
    const text = JSON.stringify(kept);
    const isNew = this.#get(this.#key) === null;
    const others = isNew ? this.#others() : [];
    for (const key of others.slice(0, Math.max(0, others.length + 1 - GROUP_BUYS_MAXIMUM))) this.#remove(key);
    if (this.#put(text)) return;
    // Full: of what is kept of others, the oldest half goes.
    const older = this.#others();
    for (const key of older.slice(0, Math.ceil(older.length / 2))) this.#remove(key);
    if (!this.#put(text)) this.#unwritten = kept;
  }

  #put(text: string): boolean {
    try {
      if (this.#rows === null) return false;
      this.#rows.setItem(this.#key, text);
      this.#unwritten = null;
      return true;
    } catch {
      return false;
    }
  }

  /** Other group-buys in whose heads nothing was noticed, those heard of longest ago first. */
  #others(): string[] {
    const keys = Array.from({ length: this.#rows?.length ?? 0 }, (_, index) => this.#rows?.key(index) ?? "");
    return keys
      .filter((key) => key.startsWith(PREFIX) && key !== this.#key)
      .map((key) => ({ key, kept: keptIn(this.#get(key)) }))
      .filter(({ kept }) => kept.found === null)
      .sort((a, b) => heardAtMs(a.kept) - heardAtMs(b.kept))
      .map(({ key }) => key);
  }

  #get(key: string): string | null {
    try {
      return this.#rows?.getItem(key) ?? null;
    } catch {
      return null; // Forbidden.
    }
  }

  #remove(key: string): void {
    this.#rows?.removeItem(key);
  }
}

/** What stands in a row, as far as it can be read: rows may be cut, or be of another version. */
function keptIn(text: string | null): Kept {
  try {
    const { linked, waiting, found, askedAtMs, unanswered }: Record<string, unknown> = {
      ...(JSON.parse(text ?? "{}") as object | null),
    };
    return {
      linked: toldList(linked),
      waiting: toldList(waiting),
      found: contradictionIn(found),
      askedAtMs: typeof askedAtMs === "number" ? askedAtMs : null,
      unanswered: typeof unanswered === "number" ? unanswered : 0,
    };
  } catch {
    return NOTHING_KEPT;
  }
}

function toldList(value: unknown): Told[] {
  return Array.isArray(value) ? value.map(toldIn).filter((told) => told !== null) : [];
}

function heardAtMs({ linked, waiting }: Kept): number {
  return Math.max(0, ...[...linked, ...waiting].map((told) => told.heardAtMs));
}
