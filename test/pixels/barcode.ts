/** The strip that says on the glass what the face says beside it: which note of the page's log, and which time. */

/** Two cells by which the strip is found on the screen, then Gray-coded numbers, then their parity. */
export const MARKER_CELLS = 2;
export const VALUE_BITS = 20;
export const NOTE_BITS = 12;
export const CELLS = MARKER_CELLS + VALUE_BITS + NOTE_BITS + 1;
export const CELL_PX = 6;
export const HEIGHT_PX = 8;
/** Off the corner of the page, where it may have something of its own. */
export const LEFT_PX = 16;
/** Red, green and blue of the two cells of the marker: nothing else on the page is of these colours. */
export const MARKER = [
  [255, 0, 255],
  [0, 255, 255],
] as const;

export interface Read {
  /** What is shown, in tenths of a second. */
  readonly tenths: number;
  /** Number of the note in the page's log, modulo `2 ** NOTE_BITS`. */
  readonly note: number;
}

/** The cells as the recorder saw them ("0110…", bright is 1); null while there is no whole barcode on the screen. */
export function readBarcode(bits: string): Read | null {
  if (bits.length !== CELLS || !bits.startsWith("01")) return null;
  const value = bits.slice(MARKER_CELLS, MARKER_CELLS + VALUE_BITS);
  const note = bits.slice(MARKER_CELLS + VALUE_BITS, -1);
  const ones = `${value}${note}`.replaceAll("0", "").length;
  // Odd parity: a strip that is all dark is none.
  if ((ones + Number(bits.at(-1))) % 2 !== 1) return null;
  return { tenths: fromGray(value), note: fromGray(note) };
}

function fromGray(bits: string): number {
  let bit = 0;
  let value = 0;
  for (const cell of bits) {
    bit ^= Number(cell);
    value = value * 2 + bit;
  }
  return value;
}

/** Finds the marker in a picture of four bytes a pixel (blue, green, red, unused), or answers null. */
export function findMarker(
  picture: { readonly bytes: Uint8Array; readonly width: number; readonly height: number; readonly stride: number },
  rowsMaximum = picture.height,
): { readonly x: number; readonly y: number } | null {
  const wanted = MARKER.flatMap((colour) => Array.from({ length: CELL_PX }, () => colour));
  const isAt = (start: number) =>
    wanted.every(([red, green, blue], i) => {
      const at = start + i * 4;
      return picture.bytes[at + 2] === red && picture.bytes[at + 1] === green && picture.bytes[at] === blue;
    });
  for (let y = 0; y < rowsMaximum; y += 1) {
    for (let x = 0; x + wanted.length <= picture.width; x += 1) {
      if (isAt(y * picture.stride + x * 4)) return { x, y };
    }
  }
  return null;
}
