/** A duration as people read it: two significant digits below a second, one decimal above. Never less than `ms`. */
export function shownDuration(ms: number): { readonly value: number; readonly unit: "ms" | "s" } {
  if (ms >= 1_000) return { value: Math.ceil(ms / 100 - EPSILON) / 10, unit: "s" };
  return { value: ms >= 10 ? Math.ceil(ms - EPSILON) : Math.ceil(ms * 10 - EPSILON) / 10, unit: "ms" };
}

const EPSILON = 1e-6;
