/** The one place where the browser's clocks are read. Time is counted on the monotonic one; the wall clock only betrays sleep. */
export function monotonicMs(): number {
  return performance.now();
}

export function wallMs(): number {
  return Date.now();
}
