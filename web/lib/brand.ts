/** The name and the mark, in one place: a rename is a change of this file. */
export const BRAND = {
  name: "Onebell",
  wordmark: "onebell",
} as const;

/** The mark on a 32 × 32 grid: a board whose lower-left edge steps down, and the bell resting in the corner. */
export const MARK = {
  steps: "M3 3h26v26h-9v-9h-8v-9H3z",
  bell: { cx: 7.5, cy: 24.5, r: 4.5 },
} as const;
