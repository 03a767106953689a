/** What way something goes; each has its own slowness and its own mishaps. */
export type Way = "rpc" | "d1" | "commit" | "alarm" | "timer";

/** How an alarm comes: the platform says at least once, and not when. */
export interface AlarmLuck {
  readonly lateMs: number;
  readonly isTwice: boolean;
  /** Never, until the watchdog comes by. */
  readonly isLost: boolean;
}

/** What becomes of a call: all goes well, it gets lost on one of its two ways, or the database gives up in the middle of it. */
export type Luck = "good" | "lost-before" | "lost-after" | "broken-off";

/** All that a platform may do as it likes, and does differently each time. */
export interface Weather {
  delayMs(way: Way): number;
  d1(what: string): Luck;
  /** A call from one object to another. */
  rpc(what: string): Luck;
  /** Of an object of this kind. */
  alarm(kind: string): AlarmLuck;
  /** What the machine's clock says ahead of true time. */
  skewMs(): number;
}

/** Everything goes well, at once and in order. */
export const CALM: Weather = {
  delayMs: (way) => (way === "rpc" || way === "d1" ? 1 : 0),
  d1: () => "good",
  rpc: () => "good",
  alarm: () => ({ lateMs: 0, isTwice: false, isLost: false }),
  skewMs: () => 0,
};
