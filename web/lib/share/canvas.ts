import { SIGNS, UNITS_PER_EM } from "./signs.ts";

export type Colour = readonly [red: number, green: number, blue: number];
export type Point = readonly [x: number, y: number];

/** Steps between two colours where an edge crosses a pixel. */
const SHADES = 16;
/** Rows into which a row of pixels is cut to see how much of it a shape covers. */
const ROWS = 4;
const CURVE_STEPS = 6;
const ARC_STEPS = 24;

/**
 * A small drawing board: filled shapes and signs with soft edges, in as many pairs of colours as fit a palette. An ink
 * is drawn on a ground that is known, because a palette has no transparency.
 */
export class Canvas {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  readonly palette: Colour[] = [];
  readonly #ramps = new Map<string, number>();

  constructor(width: number, height: number, ground: Colour) {
    this.width = width;
    this.height = height;
    this.pixels = new Uint8Array(width * height).fill(this.#ramp(ground, ground));
  }

  fill(contours: readonly (readonly Point[])[], ink: Colour, ground: Colour): void {
    const first = this.#ramp(ground, ink);
    const edges = edgesOf(contours);
    const top = Math.max(0, Math.floor(Math.min(...edges.map(({ y0 }) => y0))));
    const bottom = Math.min(this.height, Math.ceil(Math.max(...edges.map(({ y1 }) => y1))));
    const cover = new Float64Array(this.width);
    for (let y = top; y < bottom; y += 1) {
      cover.fill(0);
      for (let row = 0; row < ROWS; row += 1) addSpans(cover, edges, y + (row + 0.5) / ROWS);
      for (let x = 0; x < this.width; x += 1) {
        const shade = Math.round(((cover[x] ?? 0) / ROWS) * (SHADES - 1));
        if (shade > 0) this.pixels[y * this.width + x] = first + shade;
      }
    }
  }

  rectangle([x, y]: Point, [width, height]: Point, ink: Colour, ground: Colour): void {
    const right = x + width;
    const low = y + height;
    this.fill(
      [
        [
          [x, y],
          [right, y],
          [right, low],
          [x, low],
        ],
      ],
      ink,
      ground,
    );
  }

  circle(centre: Point, radius: number, ink: Colour, ground: Colour): void {
    this.fill([[...arc(centre, radius, 0), ...arc(centre, radius, Math.PI)]], ink, ground);
  }

  /** A disc on the line between two grounds. */
  discOnEdge(centre: Point, radius: number, ink: Colour, above: Colour, below: Colour): void {
    this.fill([arc(centre, radius, Math.PI)], ink, above);
    this.fill([arc(centre, radius, 0)], ink, below);
  }

  /** Draws signs from their baseline and answers where the next one would stand. */
  text(words: string, [x, y]: Point, size: number, ink: Colour, ground: Colour): number {
    const scale = size / UNITS_PER_EM;
    let at = x;
    for (const sign of signsIn(words)) {
      const [advance, outline] = SIGNS[sign] ?? [0, ""];
      const start = at;
      if (outline !== "") {
        const place = ([px, py]: Point): Point => [start + px * scale, y - py * scale];
        this.fill(
          contoursIn(outline).map((ring) => ring.map(place)),
          ink,
          ground,
        );
      }
      at += advance * scale;
    }
    return at;
  }

  /** Where the shades from one colour to another begin in the palette. */
  #ramp(ground: Colour, ink: Colour): number {
    const name = `${ground.join(" ")}/${ink.join(" ")}`;
    const known = this.#ramps.get(name);
    if (known !== undefined) return known;
    const first = this.palette.length;
    for (let shade = 0; shade < SHADES; shade += 1) {
      const part = shade / (SHADES - 1);
      const mix = (index: 0 | 1 | 2) => Math.round(ground[index] + (ink[index] - ground[index]) * part);
      this.palette.push([mix(0), mix(1), mix(2)]);
    }
    this.#ramps.set(name, first);
    return first;
  }
}

export function canDraw(words: string): boolean {
  return signsIn(words).every((sign) => SIGNS[sign] !== undefined);
}

export function widthOf(words: string, size: number): number {
  return signsIn(words).reduce((sum, sign) => sum + ((SIGNS[sign]?.[0] ?? 0) * size) / UNITS_PER_EM, 0);
}

/** Half a circle, from an angle on, in the direction of the hands of a clock. */
function arc([x, y]: Point, radius: number, from: number): readonly Point[] {
  return Array.from({ length: ARC_STEPS + 1 }, (_, step): Point => {
    const angle = from + (step / ARC_STEPS) * Math.PI;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  });
}

function signsIn(words: string): readonly string[] {
  return Array.from(words);
}

interface Edge {
  readonly y0: number;
  readonly y1: number;
  readonly x0: number;
  readonly slope: number;
  readonly turn: 1 | -1;
}

function edgesOf(contours: readonly (readonly Point[])[]): readonly Edge[] {
  return contours.flatMap((ring) =>
    ring.flatMap(([ax, ay], index) => {
      const [bx, by] = ring[(index + 1) % ring.length] ?? [ax, ay];
      if (ay === by) return [];
      const isDown = ay < by;
      const [x0, y0, x1, y1] = isDown ? [ax, ay, bx, by] : [bx, by, ax, ay];
      return [{ y0, y1, x0, slope: (x1 - x0) / (y1 - y0), turn: isDown ? 1 : -1 } as const];
    }),
  );
}

/** What lies inside along one line, by the rule that outlines of fonts are made for: turns that do not cancel out. */
function addSpans(cover: Float64Array, edges: readonly Edge[], y: number): void {
  const crossings = edges
    .filter(({ y0, y1 }) => y0 <= y && y < y1)
    .map(({ x0, y0, slope, turn }) => ({ x: x0 + (y - y0) * slope, turn }))
    .sort((a, b) => a.x - b.x);
  let turns = 0;
  let from = 0;
  for (const { x, turn } of crossings) {
    if (turns === 0) from = x;
    turns += turn;
    if (turns === 0) addSpan(cover, Math.max(0, from), Math.min(cover.length, x));
  }
}

function addSpan(cover: Float64Array, from: number, to: number): void {
  for (let x = Math.floor(from); x < to; x += 1) {
    cover[x] = (cover[x] ?? 0) + Math.min(to, x + 1) - Math.max(from, x);
  }
}

const outlines = new Map<string, readonly (readonly Point[])[]>();

/** The rings of an outline of M, L and Q, its curves cut into short lines. */
function contoursIn(outline: string): readonly (readonly Point[])[] {
  const known = outlines.get(outline);
  if (known !== undefined) return known;
  const rings: Point[][] = [];
  for (const [, letter = "", numbers = ""] of outline.matchAll(/([MLQ])([^MLQ]+)/g)) {
    const [a = 0, b = 0, c = 0, d = 0] = numbers.split(" ").map(Number);
    if (letter === "M") rings.push([]);
    const ring = rings.at(-1) ?? [];
    if (letter === "Q") ring.push(...curve(ring.at(-1) ?? [0, 0], [a, b], [c, d]));
    else ring.push([a, b]);
  }
  outlines.set(outline, rings);
  return rings;
}

function curve(from: Point, control: Point, to: Point): readonly Point[] {
  return Array.from({ length: CURVE_STEPS }, (_, step): Point => {
    const t = (step + 1) / CURVE_STEPS;
    const at = (index: 0 | 1) => (1 - t) ** 2 * from[index] + 2 * t * (1 - t) * control[index] + t ** 2 * to[index];
    return [at(0), at(1)];
  });
}
