/** What way something goes; each has its own slowness and its own mishaps. */
export type Way = "rpc" | "d1" | "commit" | "alarm" | "timer";

/** How an alarm comes: the platform says at least once, and not when. */
export interface AlarmLuck {
  readonly lateMs: number;
  readonly isTwice: boolean;
  /** Never, until the watchdog comes by. */
  readonly isLost: boolean;
}

/** What the platform does to a call: nothing, or it gets lost on one of its two ways. */
export type Luck = "good" | "lost-before" | "lost-after";

/** All that a platform may do as it likes, and does differently each time. */
export interface Weather {
  delayMs(way: Way): number;
  d1(what: string): Luck;
  /** A call from one object to another. */
  rpc(what: string): Luck;
  alarm(): AlarmLuck;
  /** What the machine's clock says ahead of true time. */
  skewMs(): number;
}

/** Everything goes well, at once and in order. */
export const CALM: Weather = {
  delayMs: (way) => (way === "commit" || way === "alarm" ? 0 : 1),
  d1: () => "good",
  rpc: () => "good",
  alarm: () => ({ lateMs: 0, isTwice: false, isLost: false }),
  skewMs: () => 0,
};
