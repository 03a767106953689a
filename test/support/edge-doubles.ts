import type { Clock, MachineClock } from "../../worker/app/clock.ts";
import type { Ids } from "../../worker/app/ids.ts";
import type { Log } from "../../worker/app/log.ts";
import { typeId, uuidV7Bytes } from "../../worker/core/id.ts";

/** A clock that stands until it is moved. */
export function createHandClock(startMs = Date.UTC(2026, 11, 1)): Clock & { advance(ms: number): void } {
  let nowMs = startMs;
  return {
    nowMs: () => nowMs,
    advance(ms) {
      nowMs += ms;
    },
  };
}

/** The same as a machine: one isolate after another reads it under `name`, `name'`, … as often as it is seen to fall back. */
export function createHandMachine(clock: Clock, name = "machine"): MachineClock {
  let current = name;
  return {
    nowMs: () => clock.nowMs(),
    get name() {
      return current;
    },
    rename() {
      current += "'";
    },
  };
}

/** Ids and "random" bytes from a counter: every run makes the same ones, and no two are equal. */
export function createCountingIds(clock: Clock): Ids {
  let state = 0x2545f491;
  const randomBytes = (length: number) =>
    Uint8Array.from({ length }, () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state >>> 24;
    });
  return { randomBytes, next: (prefix) => typeId(prefix, uuidV7Bytes(clock.nowMs(), randomBytes(10))) };
}

/** For tests that ask nothing of the log. */
export const silentLog: Log = { info: () => undefined, error: () => undefined };

export interface KeptLog extends Log {
  readonly lines: Record<string, unknown>[];
}

/** A log that can be asked what it was told. */
export function createKeptLog(): KeptLog {
  const lines: Record<string, unknown>[] = [];
  return {
    lines,
    info: (event, fields) => lines.push({ level: "info", event, ...fields }),
    error: (event, error, fields) => lines.push({ level: "error", event, error: String(error), ...fields }),
  };
}
