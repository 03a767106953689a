import type { GroupBuyResource } from "../../../worker/contract/group-buy.ts";
import { MARK } from "../brand.ts";
import { formatMoneyShort, plainAmount } from "../format/money.ts";
import { layStaircase } from "../ui/staircase.ts";
import { Canvas, canDraw, widthOf, type Colour, type Point } from "./canvas.ts";
import { encodePng } from "./png.ts";

export const PICTURE = { width: 1_200, height: 630 } as const;

const ULTRAMARINE: Colour = [0x24, 0x30, 0xc8];
const PINE: Colour = [0x00, 0x69, 0x5f];
const GRAPHITE: Colour = [0x3a, 0x3f, 0x55];
const MARIGOLD: Colour = [0xff, 0xb8, 0x00];
const WHITE: Colour = [0xff, 0xff, 0xff];
const INK: Colour = [0x0e, 0x13, 0x30];

const EDGE = 72;
const STAIRS = { top: 345, height: 230 } as const;
const PRICE_BASELINE = 306;
const COUNT_BASELINE = 600;
const PRICE_SIZE = 210;
const SMALL_SIZE = 52;
const COUNT_SIZE = 60;

const ENDED = new Set(["failed", "cancelled", "discarded", "suspended"]);
/** A price that was not reached would be false (web.md 6.7). */
const UNTRUE = new Set(["failed", "cancelled", "discarded"]);
const REACHED = new Set(["selecting", "reconsent", "confirming", "collecting", "fulfilling", "settled"]);

/**
 * The picture of a link: steps, price, count and the absolute moment of the bell in UTC (web.md 1.8). No words and no
 * countdown, because crawlers keep it for anybody, for long.
 */
export async function linkPicture(groupBuy: GroupBuyResource): Promise<Uint8Array<ArrayBuffer>> {
  const board = ENDED.has(groupBuy.state) ? GRAPHITE : REACHED.has(groupBuy.state) ? PINE : ULTRAMARINE;
  const canvas = new Canvas(PICTURE.width, PICTURE.height, WHITE);
  canvas.rectangle([0, 0], [PICTURE.width, STAIRS.top + 1], board, WHITE);
  drawStairs(canvas, groupBuy, board);
  drawBrand(canvas, board);
  drawMoment(canvas, groupBuy, board);
  if (!UNTRUE.has(groupBuy.state)) {
    const price = priceWords(groupBuy);
    canvas.text(price, [EDGE, PRICE_BASELINE], fitting(price, PRICE_SIZE), WHITE, board);
  }
  return encodePng(canvas.pixels, canvas.width, canvas.palette);
}

function drawStairs(canvas: Canvas, groupBuy: GroupBuyResource, board: Colour): void {
  const stairs = layStaircase({
    tiers: groupBuy.price.tiers,
    current: groupBuy.price.current,
    quantity: groupBuy.certificate?.verifiedQuantity ?? groupBuy.quantity.verified,
    minimum: groupBuy.quantity.minimum,
  });
  const x = (percent: number) => (percent / 100) * PICTURE.width;
  const y = (percent: number) => Math.round(STAIRS.top + (percent / 100) * STAIRS.height);
  const edge = stairs.steps.flatMap((step, index): Point[] => {
    const right = stairs.steps[index + 1]?.x ?? 100;
    return [
      [x(step.x), y(step.y)],
      [x(right), y(step.y)],
    ];
  });
  canvas.fill([[[0, STAIRS.top], ...edge, [PICTURE.width, STAIRS.top]]], board, WHITE);

  const marker: Point = [Math.min(PICTURE.width - 30, Math.max(EDGE, x(stairs.marker.x))), y(stairs.marker.y)];
  canvas.rectangle([marker[0] - 4, marker[1] - 64], [8, 64], MARIGOLD, board);
  canvas.discOnEdge(marker, 25, MARIGOLD, board, WHITE);
  const count = countWords(groupBuy);
  const width = widthOf(count, COUNT_SIZE);
  const at = Math.min(Math.max(EDGE, marker[0] - width / 2), PICTURE.width - EDGE - width);
  canvas.text(count, [at, COUNT_BASELINE], COUNT_SIZE, INK, WHITE);
}

function drawBrand(canvas: Canvas, board: Colour): void {
  const scale = 2.6;
  const place = ([px, py]: Point): Point => [EDGE - 3 * scale + px * scale, 52 + py * scale];
  canvas.fill([stepsOf(MARK.steps).map(place)], WHITE, board);
  canvas.circle(place([MARK.bell.cx, MARK.bell.cy]), MARK.bell.r * scale, MARIGOLD, board);
  canvas.text("onebell", [EDGE + 30 * scale, 52 + 25 * scale], 54, WHITE, board);
}

function drawMoment(canvas: Canvas, groupBuy: GroupBuyResource, board: Colour): void {
  const { closesAt } = groupBuy;
  const words = `${closesAt.slice(0, 10)} ${closesAt.slice(11, 19)} UTC`;
  canvas.text(words, [PICTURE.width - EDGE - widthOf(words, SMALL_SIZE), 118], SMALL_SIZE, WHITE, board);
}

/** The mark is written as a path of M, h, v, H, V and z; here it is a ring of corners. */
function stepsOf(path: string): readonly Point[] {
  const ring: Point[] = [];
  let [x, y] = [0, 0];
  for (const [, letter = "", numbers = ""] of path.matchAll(/([MhvHV])([-\d. ]+)/g)) {
    const [a = 0, b = 0] = numbers.trim().split(" ").map(Number);
    if (letter === "M") [x, y] = [a, b];
    else if (letter === "h") x += a;
    else if (letter === "v") y += a;
    else if (letter === "H") x = a;
    else y = a;
    ring.push([x, y]);
  }
  return ring;
}

/** "€48", or "SEK 480" where the sign is not one that the picture has. */
function priceWords({ award, price }: GroupBuyResource): string {
  const money = award?.unitPrice ?? price.current;
  const signed = formatMoneyShort(money, "en").replace(/\s/g, " ");
  return canDraw(signed) ? signed : `${money.currency} ${plainAmount(money)}`;
}

/** "23/100": places taken, of those that make it a deal. */
function countWords({ certificate, quantity }: GroupBuyResource): string {
  return `${certificate?.verifiedQuantity ?? quantity.verified}/${quantity.minimum}`;
}

function fitting(words: string, size: number): number {
  const room = PICTURE.width - 2 * EDGE;
  return Math.min(size, (room / widthOf(words, size)) * size);
}
