/** What signing and hashing cost a join: the product beside itself without the one, without the other, and without both. */
import { type Figures, figuresOf, type Press } from "./measure.ts";
import { Site, type Stage } from "./site.ts";

/** Names of the rows, and the variables of the measured Worker's entry. */
const VARIANTS: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ["signed and hashed (the product)", {}],
  ["hashed, not signed", { SIGNING: "off" }],
  ["signed, not hashed", { HASHING: "off" }],
  ["neither", { SIGNING: "off", HASHING: "off" }],
];

export interface Cost {
  readonly name: string;
  readonly figures: Figures;
  /** How much longer a join takes than where nothing is signed or hashed; 0.25 is a quarter more. */
  readonly slower: number;
}

export interface CostOptions {
  readonly sockets: number;
  readonly rounds: number;
  readonly play: (stage: Stage) => Promise<Press[]>;
}

/**
 * All of them run at once and are played in turn, one round each and in another order each time: what disturbs the machine
 * disturbs them alike. Of each the middle round counts, by its rate.
 */
export async function costOfProof({ sockets, rounds, play }: CostOptions): Promise<Cost[]> {
  const sites: Site[] = [];
  try {
    for (const [, variables] of VARIANTS) sites.push(await Site.start(sockets, variables));
    const presses = VARIANTS.map((): (readonly Press[])[] => []);
    for (let round = 0; round <= rounds; round += 1) {
      for (const [place] of sites.entries()) {
        const index = (round + place) % sites.length;
        const site = sites[index];
        if (site === undefined) continue;
        const played = await site.round(site.people, false, play);
        if (round > 0) presses[index]?.push(played.presses); // The first one is not measured: the runtime is still compiling.
      }
    }
    const rates = presses.map((each) => middle(each.map((round) => figuresOf([round]).perSecond)));
    return presses.map((each, index) => {
      const perSecond = rates[index] ?? NaN;
      const figures = { ...figuresOf(each), perSecond };
      return { name: VARIANTS[index]?.[0] ?? "", figures, slower: (rates.at(-1) ?? NaN) / perSecond - 1 };
    });
  } finally {
    await Promise.all(sites.map((site) => site.stop()));
  }
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}
