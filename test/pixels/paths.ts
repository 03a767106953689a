/** The network paths that the pixels are measured behind; relay.py brings them about. Times in ms, one way. */

export interface DirectionModel {
  readonly delayMs: number;
  readonly lossShare?: number;
  /** Packets wait for each other at this rate. */
  readonly rateMbit?: number;
  /** Sending is allowed only at the moments of this grid, as on a radio uplink. */
  readonly gridMs?: number;
  /** Besides `delayMs`: a lognormal tail, and now and then a stall. */
  readonly tail?: {
    readonly medianMs: number;
    readonly sigma: number;
    readonly stall?: { readonly share: number; readonly fromMs: number; readonly toMs: number };
  };
  /** A queue filled by others: it rises over the first `share` of each period and is empty in the rest. */
  readonly ramp?: { readonly peakMs: number; readonly periodMs: number; readonly share: number };
}

export interface Path {
  readonly name: string;
  /** As the table says it. */
  readonly title: string;
  readonly up: DirectionModel;
  readonly down: DirectionModel;
  /** The wall clock of the browser's device steps while the page is open; the moments are after its start. */
  readonly wallSteps?: readonly { readonly atMs: number; readonly byMs: number }[];
  /** The device sleeps: its monotonic clock stands still and nothing of the browser runs, while its wall clock goes on. */
  readonly sleep?: { readonly atMs: number; readonly forMs: number };
  /** Something else on the page moves, so that frames follow each other at the rate of the display. */
  readonly animates?: boolean;
}

const symmetric = (model: DirectionModel) => ({ up: model, down: model });

export const PATHS: readonly Path[] = [
  { name: "lan", title: "LAN 0.3 + 0.3", ...symmetric({ delayMs: 0.3 }) },
  { name: "fibre", title: "fibre 10 + 10", ...symmetric({ delayMs: 10 }) },
  { name: "asym", title: "asymmetric 15 + 45", up: { delayMs: 15 }, down: { delayMs: 45 } },
  { name: "loss", title: "25 + 25, 5 % of packets lost", ...symmetric({ delayMs: 25, lossShare: 0.05 }) },
  { name: "satellite", title: "satellite 295 + 295", ...symmetric({ delayMs: 295 }) },
  {
    name: "lte",
    title: "like LTE: heavy tail, grants, stalls",
    up: {
      delayMs: 18,
      gridMs: 8,
      rateMbit: 10,
      tail: { medianMs: 8, sigma: 0.8, stall: { share: 0.003, fromMs: 200, toMs: 800 } },
    },
    down: {
      delayMs: 18,
      rateMbit: 40,
      tail: { medianMs: 5, sigma: 0.8, stall: { share: 0.003, fromMs: 200, toMs: 800 } },
    },
  },
  {
    name: "bloat",
    title: "15 + 15, queue down ramps to 300",
    up: { delayMs: 15 },
    down: { delayMs: 15, ramp: { peakMs: 300, periodMs: 12_000, share: 0.5 } },
  },
  {
    name: "steps",
    title: "fibre 10 + 10, wall clock steps +3 s, −45 s",
    ...symmetric({ delayMs: 10 }),
    wallSteps: [
      { atMs: 8_000, byMs: 3_000 },
      { atMs: 16_000, byMs: -45_000 },
    ],
  },
  {
    name: "sleep",
    title: "fibre 10 + 10, asleep for 7 s",
    ...symmetric({ delayMs: 10 }),
    sleep: { atMs: 9_000, forMs: 7_000 },
  },
  { name: "motion", title: "fibre 10 + 10, page in motion", ...symmetric({ delayMs: 10 }), animates: true },
];
