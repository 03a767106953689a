import { createHash } from "node:crypto";

const KEPT_MAXIMUM = 200_000;

/** Everything that happened, a line each: two runs of a seed are the same if these are. */
export class Trace {
  readonly #hash = createHash("sha256");
  readonly lines: string[] = [];
  length = 0;
  isKept = false;

  add(line: string): void {
    this.length += 1;
    this.#hash.update(line).update("\n");
    if (this.isKept && this.lines.length < KEPT_MAXIMUM) this.lines.push(line);
  }

  /** Hex SHA-256 over all lines until now. */
  get digest(): string {
    return this.#hash.copy().digest("hex");
  }
}
