/** Chance with a seed: the same seed throws the same dice, for ever and on every machine. */
export interface Dice {
  /** A whole number from 0 on, below `sides`. */
  below(sides: number): number;
  /** True once in so many throws. */
  oneIn(sides: number): boolean;
  of<T>(all: readonly [T, ...T[]]): T;
  bytes(length: number): Uint8Array<ArrayBuffer>;
  /** Other dice, which belong to `name`: how often one is thrown does not move the others. */
  fork(name: string): Dice;
}

/** Mulberry32: small, seeded, and good enough to be surprised by. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (sides: number): number => next() % sides;
  return {
    below,
    oneIn: (sides) => below(sides) === 0,
    of: (all) => all[below(all.length)] ?? all[0],
    bytes: (length) => Uint8Array.from({ length }, () => below(256)),
    fork: (name) => createDice(seed ^ hashName(name)),
  };
}

/** FNV-1a, 32 bits. */
function hashName(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i += 1) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
