/** Seeded chance: the same seed gives the same world, on every machine (only integer arithmetic, and Math.log and kin). */
export interface Random {
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  chance(share: number): boolean;
  exponential(mean: number): number;
  /** `median` is the distribution's median, `sigma` the standard deviation of its logarithm. */
  lognormal(median: number, sigma: number): number;
  /** A stream of its own: what one part of the world draws never shifts what another one sees. */
  fork(name: string): Random;
}

/** splitmix32 (Steele, Lea, Flood 2014, 32-bit variant) over a state taken from the seed's text. */
export function createRandom(seed: string): Random {
  let state = textHash(seed);

  function next(): number {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  }

  return {
    between: (low, high) => low + (high - low) * next(),
    chance: (share) => next() < share,
    exponential: (mean) => -mean * Math.log(1 - next()),
    lognormal: (median, sigma) =>
      median * Math.exp(sigma * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())),
    fork: (name) => createRandom(`${seed}/${name}`),
  };
}

/** FNV-1a: seeds that differ in one letter start far apart. */
function textHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}
