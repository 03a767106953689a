/*
 * What keeps a demonstration alive: at every moment a bell that rings within three minutes, and one that has just rung with
 * a deal. Pure: what is there, in; what to do, out.
 */

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/** The promise: whoever opens the site sees a bell that rings so soon. */
export const SOON_MS = 3 * MINUTE_MS;
/** A new bell; two seconds are for the way from the decision to the page. */
const NEW_BELL_MS = 178 * SECOND_MS;
/** The cron comes each minute, and may be late: what rings before its next visit is as good as over. */
const NEXT_VISIT_MS = 75 * SECOND_MS;
/** Nothing has closed lately: a bell that rings at once. Long enough for its people to arrive on a slow machine. */
const QUICK_BELL_MS = 15 * SECOND_MS;
/** So long a bell that has rung counts as having just rung. */
export const JUST_CLOSED_MS = 10 * MINUTE_MS;
/** A `demo` in which nobody looks rests. */
const AWAKE_AFTER_LOOK_MS = 20 * MINUTE_MS;
/** So many a day at most in a `demo`, whoever looks and however often: a bell every two minutes, day and night. */
const MADE_A_DAY_MAXIMUM = 760;
/** Demo people give up on what has not come to rest in so long; its own deadlines end it (G20, M11). */
const KEPT_MAXIMUM_MS = 5 * 24 * 60 * MINUTE_MS;
/** Group-buys that are carried on in one visit. */
const CARRIED_AT_ONCE = 2;

/** A group-buy that demo people lead. */
export interface Kept {
  readonly groupBuyId: string;
  readonly stockKey: string;
  readonly closesAtMs: number;
  /** Everybody is in and the offers are made. */
  readonly isFilled: boolean;
  /** Before then nothing is to be done for it. */
  readonly nextTryAtMs: number;
}

/** What stands, as the directory and the keeper's own notes say it. */
export interface Standing {
  readonly nowMs: number;
  /** Where it costs nobody anything (`local`) it is kept alive always; elsewhere when somebody looks. */
  readonly isAlways: boolean;
  readonly lookedAtMs: number;
  readonly madeToday: number;
  /** Open group-buys that will have a deal at their bell as they stand, and when that is. */
  readonly bellsMs: readonly number[];
  /** When a bell last rang that found a deal; null for never. */
  readonly lastDealMs: number | null;
  readonly kept: readonly Kept[];
}

export type Step =
  | { readonly do: "make"; readonly closesAtMs: number }
  /** Deposits, joins and offers that are missing. */
  | { readonly do: "fill"; readonly kept: Kept }
  /** After the bell: balances, parcels. */
  | { readonly do: "carry_on"; readonly kept: Kept }
  | { readonly do: "forget"; readonly kept: Kept };

/** What is to be done now; nothing where everything stands. */
export function stepsFor(standing: Standing): readonly Step[] {
  return [...bells(standing), ...afterwards(standing)];
}

function bells(standing: Standing): Step[] {
  const { nowMs, kept, bellsMs, lastDealMs } = standing;
  if (!isAwake(standing)) return [];
  const unfilled = kept.filter(
    ({ isFilled, closesAtMs }) => !isFilled && closesAtMs > nowMs && !isFar(closesAtMs, nowMs),
  );
  const fills = unfilled.map((one): Step => ({ do: "fill", kept: one }));
  const comingMs = [...bellsMs, ...unfilled.map(({ closesAtMs }) => closesAtMs)];

  const isSoon = comingMs.some((atMs) => atMs - nowMs > NEXT_VISIT_MS && atMs - nowMs <= SOON_MS);
  // A deal of the future is one of a clock that has been set back since: it says nothing.
  const hasJustClosed = lastDealMs !== null && lastDealMs <= nowMs && nowMs - lastDealMs <= JUST_CLOSED_MS;
  const isAboutToClose = comingMs.some((atMs) => atMs > nowMs && atMs - nowMs <= NEXT_VISIT_MS);
  const wanted = [...(isSoon ? [] : [NEW_BELL_MS]), ...(hasJustClosed || isAboutToClose ? [] : [QUICK_BELL_MS])];
  const left = standing.isAlways ? wanted.length : MADE_A_DAY_MAXIMUM - standing.madeToday;
  return [
    ...fills,
    ...wanted.slice(0, Math.max(0, left)).map((inMs): Step => ({ do: "make", closesAtMs: wholeSecond(nowMs + inMs) })),
  ];
}

/** Whoever has a seat pays, whoever has sold ships: also of those that were made before everybody went to sleep. */
function afterwards({ nowMs, kept }: Standing): Step[] {
  const over = kept.filter(({ closesAtMs }) => closesAtMs <= nowMs || isFar(closesAtMs, nowMs));
  const isLost = ({ closesAtMs }: Kept) => nowMs - closesAtMs > KEPT_MAXIMUM_MS || isFar(closesAtMs, nowMs);
  const due = over.filter((one) => !isLost(one) && (one.nextTryAtMs <= nowMs || isFar(one.nextTryAtMs, nowMs)));
  return [
    ...over.filter(isLost).map((one): Step => ({ do: "forget", kept: one })),
    ...due.slice(0, CARRIED_AT_ONCE).map((one): Step => ({ do: "carry_on", kept: one })),
  ];
}

export function isAwake({ isAlways, lookedAtMs, nowMs }: Pick<Standing, "isAlways" | "lookedAtMs" | "nowMs">): boolean {
  return isAlways || (lookedAtMs <= nowMs && nowMs - lookedAtMs <= AWAKE_AFTER_LOOK_MS);
}

/** When to look again at what waits for somebody else: soon at first, then less and less often. */
export function nextTryMs({ closesAtMs }: Kept, nowMs: number): number {
  return nowMs + Math.min(Math.max(MINUTE_MS, Math.floor((nowMs - closesAtMs) / 4)), 6 * 60 * MINUTE_MS);
}

/** Nothing of ours lies so far ahead: the machine's clock has been set back since. */
function isFar(atMs: number, nowMs: number): boolean {
  return atMs - nowMs > 24 * 60 * MINUTE_MS;
}

/** Deadlines are whole seconds. Downwards: a promise of three minutes is not rounded up. */
function wholeSecond(ms: number): number {
  return Math.floor(ms / SECOND_MS) * SECOND_MS;
}
