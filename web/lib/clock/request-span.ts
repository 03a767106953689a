/** Between which two local instants the server made the data of this page: its stamp was taken then. */
export interface RequestSpan {
  readonly sentMs: number;
  readonly receivedMs: number;
}

/**
 * The document itself, or the data request of a navigation to `path`; null where it cannot be told, as for a page that the
 * browser had kept: its stamp is then as old as the page.
 */
export function requestSpan(path: string): RequestSpan | null {
  const data = performance
    .getEntriesByType("resource")
    .findLast(({ name }) => new URL(name).pathname === `${path === "/" ? "" : path}/__data.json`);
  const entry = data ?? performance.getEntriesByType("navigation")[0];
  if (!(entry instanceof PerformanceResourceTiming) || entry.responseStart === 0 || isKept(entry)) return null;
  return { sentMs: entry.requestStart, receivedMs: entry.responseStart };
}

function isKept(entry: PerformanceResourceTiming): boolean {
  const isBack = entry instanceof PerformanceNavigationTiming && entry.type === "back_forward";
  // `deliveryType` is newer than the type library; browsers without it cannot tell us more than that we came by Back.
  const { deliveryType } = entry as { readonly deliveryType?: string };
  return deliveryType === "cache" || (isBack && entry.transferSize === 0);
}
