import type { Money } from "../../../worker/contract/shared.ts";

/** The drawing box of a phone (web.md 6.7); everything is later said in per cent of it. */
const BOX_WIDTH = 390;
const BOX_HEIGHT = 150;
const WIDE_WIDTH = 1_216;
const TOP = 26;
const DROP = 92;
/** The axis ends at 1.3 × the last tier, so that the lowest step is a step and not an edge. */
const AXIS_REACH = 1.3;
/** Within this many px after a tier the marker pushes that tier's price aside. */
const COLLISION_PX = 44;
/** Prices closer than this would overprint each other. */
const LABEL_ROOM_PX = 44;

export interface Tier {
  readonly fromQuantity: number;
  readonly unitPrice: Money;
}

export interface StaircaseInput {
  readonly tiers: readonly Tier[];
  readonly current: Money;
  /** Quantities: what stands now, what the group-buy needs. */
  readonly quantity: number;
  readonly minimum: number;
}

export interface Step {
  readonly price: Money;
  readonly fromQuantity: number;
  /** Per cent of the box from the inline start, and from the top to the step's lower edge. */
  readonly x: number;
  readonly y: number;
  readonly showsPrice: boolean;
  readonly showsQuantity: boolean;
  /** The marker stands in the way of this price on a phone, on a wide screen. */
  readonly yieldsNarrow: boolean;
  readonly yieldsWide: boolean;
}

export interface Staircase {
  /** The filled shape: above the edge, in a box of 100 × 100 stretched to its place. */
  readonly fill: string;
  /** The same shape as points of a CSS polygon. */
  readonly polygon: string;
  /** The edge alone, for outlines. */
  readonly edge: string;
  readonly steps: readonly Step[];
  readonly marker: { readonly x: number; readonly y: number };
  /** The least number that makes a deal, where no step says so already. */
  readonly minimum: { readonly x: number; readonly y: number; readonly quantity: number } | null;
  readonly isFlat: boolean;
}

/** Draws the price ladder as the lower edge of the board: x is linear in people, y in price. */
export function layStaircase(input: StaircaseInput): Staircase {
  const tiers = ladder(input);
  const last = tiers.at(-1)?.fromQuantity ?? 0;
  const reach = Math.max(last, input.minimum, 1) * AXIS_REACH;
  const domain = input.quantity > reach ? input.quantity * 1.15 : reach;
  const start = tiers[0]?.unitPrice.amount ?? 0;
  const lowest = tiers.at(-1)?.unitPrice.amount ?? 0;
  const isFlat = tiers.length < 2 || start === lowest;

  const x = (quantity: number) => round((quantity / domain) * 100);
  const y = (amount: number) =>
    round(((isFlat ? TOP + DROP * 0.62 : TOP + ((start - amount) / (start - lowest)) * DROP) / BOX_HEIGHT) * 100);

  const places = tiers.map((tier, index) => ({
    price: tier.unitPrice,
    fromQuantity: index === 0 ? 0 : tier.fromQuantity,
    x: index === 0 ? 0 : x(tier.fromQuantity),
    y: y(tier.unitPrice.amount),
  }));
  const marker = { x: x(input.quantity), y: levelAt(places, input.quantity) };
  const shown = shownSteps(places, input.quantity);
  const firstTier = input.tiers[0]?.fromQuantity ?? 0;
  const isMinimumTold = places.some((place) => place.fromQuantity === input.minimum) && firstTier !== input.minimum;

  return {
    ...outline(places),
    steps: places.map((place, index) => ({
      ...place,
      showsPrice: shown.has(index),
      showsQuantity: index > 0 && shown.has(index),
      yieldsNarrow: isInTheWay(marker.x, place.x, BOX_WIDTH),
      yieldsWide: isInTheWay(marker.x, place.x, WIDE_WIDTH),
    })),
    marker,
    minimum:
      isMinimumTold || input.quantity >= input.minimum
        ? null
        : { x: x(input.minimum), y: levelAt(places, input.minimum), quantity: input.minimum },
    isFlat,
  };
}

/** Before the first offer there is one step: the price that was wished for. */
function ladder({ tiers, current }: StaircaseInput): readonly Tier[] {
  return tiers.length === 0 ? [{ fromQuantity: 0, unitPrice: current }] : tiers;
}

interface Place {
  readonly fromQuantity: number;
  readonly x: number;
  readonly y: number;
}

function levelAt(places: readonly Place[], quantity: number): number {
  return places.findLast((place) => place.fromQuantity <= quantity)?.y ?? places[0]?.y ?? 0;
}

function outline(places: readonly Place[]): { fill: string; edge: string; polygon: string } {
  const first = places[0]?.y ?? 50;
  const edge = [`M0 ${first}`, ...places.slice(1).flatMap((place) => [`H${place.x}`, `V${place.y}`]), "H100"].join("");
  const corners = places.flatMap((place, index) => [
    [place.x, place.y],
    [places[index + 1]?.x ?? 100, place.y],
  ]);
  const polygon = [[0, 0], ...corners, [100, 0]].map(([x, y]) => `${x}% ${y}%`).join(",");
  return { edge, polygon, fill: `M0 0V${edge.slice("M0 ".length)}V0Z` };
}

/**
 * With up to five steps that have room, every one is labelled; otherwise the first, the one we stand on, the next and the
 * last (web.md 5.2), and of two that would overprint, the earlier yields.
 */
function shownSteps(places: readonly Place[], quantity: number): ReadonlySet<number> {
  const currentIndex = Math.max(
    0,
    places.findLastIndex((place) => place.fromQuantity <= quantity),
  );
  const lastIndex = places.length - 1;
  const wanted =
    places.length <= 5
      ? places.map((_, index) => index)
      : [...new Set([0, currentIndex, Math.min(currentIndex + 1, lastIndex), lastIndex])];
  const shown = new Set<number>();
  for (const index of wanted.toSorted((a, b) => rank(b) - rank(a))) {
    const place = places[index];
    const isFree = [...shown].every((other) => isApart(place, places[other]));
    if (isFree) shown.add(index);
  }
  return shown;

  function rank(index: number): number {
    return index === currentIndex ? 3 : index === currentIndex + 1 ? 2 : index === lastIndex ? 1 : 0;
  }
}

function isApart(a: Place | undefined, b: Place | undefined): boolean {
  if (a === undefined || b === undefined) return true;
  return (Math.abs(a.x - b.x) / 100) * BOX_WIDTH >= LABEL_ROOM_PX;
}

function isInTheWay(markerX: number, stepX: number, width: number): boolean {
  const distance = ((markerX - stepX) / 100) * width;
  return distance >= -6 && distance < COLLISION_PX + 10;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
