/** The measurement of the pixels must itself be able to find a fault: each kind is planted here, by the numbers. */
import { describe, expect, it } from "vitest";
import { CELLS, MARKER_CELLS, NOTE_BITS, readBarcode, VALUE_BITS } from "../pixels/barcode.ts";
import type { PixelEvent } from "../pixels/helpers.ts";
import type { Note } from "../pixels/page.ts";
import { PATHS } from "../pixels/paths.ts";
import { REFRESH_MS, score } from "../pixels/score.ts";
import type { Visit } from "../pixels/visit.ts";

const BELL_MS = 1_800_000_000_000;
const AHEAD_MS = 5_000;
const WAY_MS = 4;
const BOUND_MS = 3;

function gray(value: number, bits: number): string {
  return (value ^ (value >> 1)).toString(2).padStart(bits, "0");
}

function barcodeOf(tenths: number, note: number): string {
  const bits = gray(tenths, VALUE_BITS) + gray(note, NOTE_BITS);
  return `01${bits}${(bits.replaceAll("0", "").length + 1) % 2}`;
}

interface Shown {
  readonly tenths: number;
  /** On the glass so long after its tick; negative is early. */
  readonly lateMs?: number;
  readonly state?: string;
  readonly boundMs?: number;
}

/** A visit whose glass showed these tenths, one after the other. */
function visitOf(shown: readonly Shown[], asleep: Visit["asleep"] = null): Visit {
  const tickMs = (tenths: number) => BELL_MS - AHEAD_MS - tenths * 100;
  const notes: Note[] = shown.map(({ tenths, lateMs = 0, state = "synced", boundMs = BOUND_MS }) => ({
    writtenAtMs: tickMs(tenths) + lateMs - WAY_MS,
    text: `00:00.${tenths}`,
    tenths,
    data: { format: "tenths", clockState: state, boundMs: String(boundMs), leadMs: String(WAY_MS) },
  }));
  const events: PixelEvent[] = shown.map(({ tenths, lateMs = 0 }, i) => {
    const atMs = tickMs(tenths) + lateMs;
    return { afterMs: atMs, atMs, bits: barcodeOf(tenths, i), faceChanged: true, plane: i };
  });
  const way = { packets: 0, lost: 0, delayP50Ms: null, delayP95Ms: null };
  const [path] = PATHS;
  if (path === undefined) throw new Error("there are paths");
  return {
    path,
    events,
    log: { beganAtMs: 0, notes, heard: [], forms: [], complaints: [] },
    planes: new Uint8Array(),
    face: { x: 0, y: 0, width: 0, height: 0 },
    deadlineMs: BELL_MS,
    aheadMs: AHEAD_MS,
    untilMs: Math.max(...events.map(({ atMs }) => atMs)) + 1,
    asleep,
    relay: { up: way, down: way },
    recorder: { looks: 0, gapP50Ms: 0, gapP99Ms: 0, gapMaxMs: 0 },
  };
}

describe("what the pixels are judged by", () => {
  it("finds nothing wrong where every change is on its tick", () => {
    const found = score(visitOf([{ tenths: 9 }, { tenths: 8 }, { tenths: 7 }]));
    expect(found.wrongFrames).toBe(0);
    expect(found.changes.map(({ errorMs }) => errorMs)).toEqual([0, 0]);
    expect(found.changes.map(({ pipelineMs }) => pipelineMs)).toEqual([WAY_MS, WAY_MS]);
  });

  it("says what no lead would have made of it", () => {
    const found = score(visitOf([{ tenths: 9 }, { tenths: 8, lateMs: 2 }]));
    expect(found.changes.map(({ peers }) => peers.noLeadMs)).toEqual([2 + WAY_MS]);
  });

  it("counts refreshes for which the old text was too old, and not the one in which the tick fell", () => {
    const lateBy = (lateMs: number) =>
      score(visitOf([{ tenths: 9 }, { tenths: 8, lateMs }, { tenths: 7 }])).wrongFrames;
    expect(lateBy(BOUND_MS + REFRESH_MS - 1)).toBe(0);
    expect(lateBy(BOUND_MS + REFRESH_MS + 1)).toBe(1);
    expect(lateBy(BOUND_MS + 3 * REFRESH_MS + 1)).toBe(3);
  });

  it("counts a text that came too early, zero above all", () => {
    const earlyBy = (earlyMs: number) =>
      score({ ...visitOf([{ tenths: 1 }, { tenths: 0, lateMs: -earlyMs }]), untilMs: BELL_MS }).wrongFrames;
    expect(earlyBy(BOUND_MS)).toBe(0);
    expect(earlyBy(BOUND_MS + REFRESH_MS + 1)).toBe(1);
  });

  it("counts a last text that never gave way to zero", () => {
    const visit = visitOf([{ tenths: 2 }, { tenths: 1 }]);
    expect(score({ ...visit, untilMs: BELL_MS - AHEAD_MS + 500 }).wrongFrames).toBeGreaterThan(20);
  });

  it("holds a page to nothing while it says that it does not know, and to all it says otherwise", () => {
    const late = { tenths: 7, lateMs: 90 };
    expect(score(visitOf([{ tenths: 9 }, { tenths: 8, state: "syncing" }, late])).wrongFrames).toBe(0);
    expect(score(visitOf([{ tenths: 9 }, { tenths: 8, state: "degraded" }, late])).wrongFrames).toBeGreaterThan(0);
    expect(score(visitOf([{ tenths: 9 }, { tenths: 8, boundMs: 90 }, late])).wrongFrames).toBe(0);
  });

  it("judges no picture that stood while the device slept, but every one after it woke", () => {
    const fromMs = BELL_MS - AHEAD_MS - 850;
    const woken = (wokeTenths: number) =>
      score(visitOf([{ tenths: 9 }, { tenths: 1 }], { fromMs, untilMs: BELL_MS - AHEAD_MS - wokeTenths * 100 }))
        .wrongFrames;
    expect(woken(1.5)).toBe(0);
    expect(woken(7)).toBeGreaterThan(0);
  });
});

describe("the barcode", () => {
  it("is read as it was drawn, and not where a cell is wrong", () => {
    const bits = barcodeOf(863_880, 1_234);
    expect(bits).toHaveLength(CELLS);
    expect(readBarcode(bits)).toEqual({ tenths: 863_880, note: 1_234 });
    for (let i = MARKER_CELLS; i < CELLS; i += 1) {
      expect(readBarcode(bits.slice(0, i) + (bits[i] === "1" ? "0" : "1") + bits.slice(i + 1))).toBeNull();
    }
    expect(readBarcode("0".repeat(CELLS))).toBeNull();
    expect(readBarcode("1".repeat(CELLS))).toBeNull();
  });
});
