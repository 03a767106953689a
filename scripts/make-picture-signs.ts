// Cuts the outlines of the signs that link previews are drawn with out of Archivo, at the width and weight of the digit
// face. Run it by hand when the set of signs changes; the result is committed (web/lib/share/signs.ts).
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import subsetFont from "subset-font";

const SIGNS = "0123456789:.,-/ €$£¥ABCDEFGHIJKLMNOPQRSTUVWXYZbelno";
const AXES = { wdth: 68, wght: 650 };

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const source = createRequire(import.meta.url).resolve(
  "@fontsource-variable/archivo/files/archivo-latin-standard-normal.woff2",
);
const font = await subsetFont(await readFile(source), SIGNS, { targetFormat: "sfnt", variationAxes: AXES });
const view = new DataView(font.buffer, font.byteOffset, font.byteLength);

const tables = new Map<string, number>();
for (let i = 0; i < view.getUint16(4); i += 1) {
  const at = 12 + i * 16;
  tables.set(font.toString("latin1", at, at + 4), view.getUint32(at + 8));
}
const unitsPerEm = view.getUint16(table("head") + 18);
const isLong = view.getInt16(table("head") + 50) === 1;
const metrics = view.getUint16(table("hhea") + 34);

const entries = SIGNS.split("").map((sign) => {
  const glyph = glyphOf(sign.charCodeAt(0));
  return `  ${JSON.stringify(sign)}: [${advanceOf(glyph)}, "${outlineOf(glyph)}"],\n`;
});
await writeFile(
  join(root, "web/lib/share/signs.ts"),
  `/**
 * Advance and outline (lines and quadratic curves, y upwards) of each sign, in font units: cut out of Archivo by
 * scripts/make-picture-signs.ts. Licence: web/lib/ui/fonts/OFL.txt.
 */
export const UNITS_PER_EM = ${unitsPerEm};

export const SIGNS: Readonly<Record<string, readonly [advance: number, outline: string]>> = {
${entries.join("")}};
`,
);

/** Format 4 of the table of characters, as every font for the web has it. */
function glyphOf(code: number): number {
  const cmap = table("cmap");
  for (let i = 0; i < view.getUint16(cmap + 2); i += 1) {
    const at = cmap + view.getUint32(cmap + 8 + i * 8);
    if (view.getUint16(at) !== 4) continue;
    const segments = view.getUint16(at + 6) / 2;
    for (let s = 0; s < segments; s += 1) {
      const [end, start] = [view.getUint16(at + 14 + s * 2), view.getUint16(at + 16 + (segments + s) * 2)];
      if (code < start || code > end) continue;
      const delta = view.getInt16(at + 16 + (2 * segments + s) * 2);
      const rangeAt = at + 16 + (3 * segments + s) * 2;
      const range = view.getUint16(rangeAt);
      return range === 0 ? (code + delta) & 0xffff : view.getUint16(rangeAt + range + (code - start) * 2);
    }
  }
  throw new Error(`The font has no sign ${code}`);
}

function advanceOf(glyph: number): number {
  return view.getUint16(table("hmtx") + Math.min(glyph, metrics - 1) * 4);
}

function outlineOf(glyph: number): string {
  const offset = (n: number) =>
    isLong ? view.getUint32(table("loca") + n * 4) : view.getUint16(table("loca") + n * 2) * 2;
  if (offset(glyph) === offset(glyph + 1)) return "";
  let at = table("glyf") + offset(glyph);
  const contours = view.getInt16(at);
  if (contours < 0) throw new Error("Composite outlines are not read");
  const ends = Array.from({ length: contours }, (_, i) => view.getUint16(at + 10 + i * 2));
  const count = (ends.at(-1) ?? -1) + 1;
  at += 10 + contours * 2;
  at += 2 + view.getUint16(at);
  const flags: number[] = [];
  while (flags.length < count) {
    const flag = view.getUint8(at++);
    flags.push(flag);
    if (flag & 8) for (let n = view.getUint8(at++); n > 0; n -= 1) flags.push(flag);
  }
  const axis = (short: number, same: number) => {
    let value = 0;
    return flags.map((flag) => {
      if (flag & short) value += flag & same ? view.getUint8(at++) : -view.getUint8(at++);
      else if (!(flag & same)) {
        value += view.getInt16(at);
        at += 2;
      }
      return value;
    });
  };
  const xs = axis(2, 16);
  const ys = axis(4, 32);
  const points = flags.map((flag, i): OutlinePoint => ({ x: xs[i] ?? 0, y: ys[i] ?? 0, isOn: (flag & 1) === 1 }));
  return ends.map((end, i) => contourOf(points.slice((ends[i - 1] ?? -1) + 1, end + 1))).join("");
}

interface OutlinePoint {
  readonly x: number;
  readonly y: number;
  /** On the outline; else it pulls a curve. */
  readonly isOn: boolean;
}

/** Between two points that pull lies a point of the outline that is not written down. */
function contourOf(points: readonly OutlinePoint[]): string {
  const first = points.findIndex(({ isOn }) => isOn);
  const ring = [...points.slice(first), ...points.slice(0, first + 1)];
  const [start] = ring;
  if (first < 0 || start === undefined) throw new Error("A contour without a point of its outline is not read");
  let path = `M${start.x} ${start.y}`;
  let pulling: OutlinePoint | null = null;
  for (const point of ring.slice(1)) {
    if (pulling === null) {
      if (point.isOn) path += `L${point.x} ${point.y}`;
      else pulling = point;
      continue;
    }
    const end: OutlinePoint = point.isOn
      ? point
      : { x: (pulling.x + point.x) / 2, y: (pulling.y + point.y) / 2, isOn: true };
    path += `Q${pulling.x} ${pulling.y} ${end.x} ${end.y}`;
    pulling = point.isOn ? null : point;
  }
  return path;
}

function table(name: string): number {
  const at = tables.get(name);
  if (at === undefined) throw new Error(`The font has no ${name}`);
  return at;
}
