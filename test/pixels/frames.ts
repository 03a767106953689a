/** From looks at pixels to frames: what stood on the glass, from when to when, and what the page claimed of it. */
import { NOTE_BITS, readBarcode } from "./barcode.ts";
import type { PixelEvent } from "./helpers.ts";
import type { Note } from "./page.ts";

/** One content of the screen. Times are the host's, in ms. */
export interface Frame {
  /** It was certainly not there yet, and certainly there. */
  readonly afterMs: number;
  readonly atMs: number;
  /** The note that wrote it, and its place in the page's log; notes after it may claim other things of the same text. */
  readonly note: Note;
  readonly index: number;
  readonly plane: number;
  /** The digits themselves changed, as well as the barcode. */
  readonly faceChanged: boolean;
}

/** The picture of one frame may be found half written: looks that close are of one frame. */
const TORN_MS = 4;

export function framesOf(events: readonly PixelEvent[], notes: readonly Note[]): { frames: Frame[]; unread: number } {
  const frames: Frame[] = [];
  let unread = 0;
  let begun: PixelEvent | null = null;
  for (const [i, event] of events.entries()) {
    const first: PixelEvent = begun ?? event;
    const next = events[i + 1];
    begun = null;
    if (next !== undefined && next.atMs - first.atMs < TORN_MS) {
      begun = { ...first, faceChanged: first.faceChanged || event.faceChanged };
      continue;
    }
    const read = readBarcode(event.bits);
    const index = read === null ? -1 : placeOf(read, notes, event.atMs);
    const note = notes[index];
    if (note === undefined) unread += 1;
    else {
      const faceChanged = first.faceChanged || event.faceChanged;
      frames.push({ afterMs: first.afterMs, atMs: first.atMs, note, index, plane: event.plane, faceChanged });
    }
  }
  return { frames, unread };
}

/** The strip has the note's number without its higher digits: the newest that fits and had been written is meant. */
function placeOf(read: { tenths: number; note: number }, notes: readonly Note[], atMs: number): number {
  return notes.findLastIndex(
    ({ tenths, writtenAtMs }, i) =>
      i % 2 ** NOTE_BITS === read.note && tenths === read.tenths && writtenAtMs < atMs + 1,
  );
}
