/**
 * How long after a change is drawn its pixels are on the glass. A page that draws the exact value at the exact instant shows
 * it late by that: one to two frames on a display that waits for its refresh, a few milliseconds on one that does not.
 *
 * The samples come from Element Timing (`lead-probe.ts`), where there is such a thing; elsewhere one frame is assumed. The
 * time from drawing to glass is then spread over up to one frame, depending on where in it the drawing fell, and what is
 * drawn the middle of that range ahead falls on the refresh that is nearest to its instant. The middle, not the median:
 * while display and second keep step, all samples fall on one refresh, and following their median would walk off it.
 */
export interface Lead {
  /** Draw this much ahead of an instant. */
  readonly typicalMs: number;
  /** Nothing was seen sooner than this after it was drawn; 0 while that is not known. */
  readonly leastMs: number;
  readonly frameMs: number;
  readonly samples: number;
}

export interface LeadMeter {
  /** The times of successive frames: their usual distance is the length of one. */
  frames(startsMs: readonly number[]): void;
  /** Something drawn at the one instant was on the glass at the other, as the browser says. */
  presented(drawnMs: number, shownMs: number): void;
  readonly lead: Lead;
}

const FRAME_MS = 1_000 / 60;
const FRAME_RANGE_MS = { least: 2, most: 50 };
/** Frames that much longer or shorter come from another display, and the way to it is another one. */
const OTHER_DISPLAY = 0.2;
/** Longer than this is a page that was busy, not a display. */
const FRAMES_MAXIMUM = 3.5;
/** Enough to meet both ends of the range, few enough to follow a pipeline that changes its depth. */
const SAMPLES_MAXIMUM = 9;
/** The rest may have met a busy moment. */
const CALM_SHARE = 0.75;
/** A page that begins is busy with itself: what it draws then says nothing of later. */
const BUSY_SAMPLES = 2;
/** Browsers round the time of presentation up to this, unless the page is isolated from all others. */
const ROUNDED_UP_TO_MS = 4;

export function createLeadMeter(): LeadMeter {
  let frameMs = FRAME_MS;
  let samples: readonly number[] = []; // the newest last
  let roundedMs = 0;
  let reports = 0;

  function measured(): Lead {
    const sorted = samples.toSorted((a, b) => a - b);
    const [least = 0] = sorted;
    const most = Math.min(sorted[Math.floor((sorted.length - 1) * CALM_SHARE)] ?? least, least + frameMs + roundedMs);
    return {
      typicalMs: (least + most) / 2,
      leastMs: Math.max(0, least - roundedMs / 2),
      frameMs,
      samples: samples.length,
    };
  }

  return {
    frames(startsMs) {
      const lengths = startsMs.slice(1).map((startMs, index) => startMs - (startsMs[index] ?? startMs));
      const length = lengths.sort((a, b) => a - b)[Math.floor(lengths.length / 2)] ?? 0;
      if (length < FRAME_RANGE_MS.least || length > FRAME_RANGE_MS.most) return;
      if (Math.abs(length - frameMs) > frameMs * OTHER_DISPLAY) samples = [];
      frameMs = length;
    },
    presented(drawnMs, shownMs) {
      roundedMs = shownMs % ROUNDED_UP_TO_MS === 0 ? ROUNDED_UP_TO_MS : 0;
      const sampleMs = shownMs - roundedMs / 2 - drawnMs;
      if (shownMs < drawnMs || sampleMs > FRAMES_MAXIMUM * frameMs || ++reports <= BUSY_SAMPLES) return;
      samples = [...samples, Math.max(0, sampleMs)].slice(-SAMPLES_MAXIMUM);
    },
    get lead() {
      return samples.length > 0 ? measured() : { typicalMs: frameMs, leastMs: 0, frameMs, samples: 0 };
    },
  };
}
