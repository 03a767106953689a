/** A page's one thread: late by a little always, by a long task now and then, throttled while hidden, stopped in sleep. */
import type { Agenda } from "./agenda.ts";
import type { Device } from "./device.ts";
import type { DevicePlan } from "./plan.ts";
import type { Random } from "./random.ts";

export interface EventLoop {
  /** Runs it as soon as the page can after `atMs`, in the order of calls. */
  soon(atMs: number, run: () => void): void;
  /** `setTimeout`; returns what `clearTimeout` does. */
  later(delayMs: number, run: () => void): () => void;
}

export interface EventLoopOptions {
  readonly agenda: Agenda;
  readonly device: Device;
  readonly plan: DevicePlan;
  readonly random: Random;
}

const LATENESS_MS = 0.05;
const LONG_TASK_SHARE = 0.01;
const LONG_TASK_MS = [5, 50] as const;

export function createEventLoop({ agenda, device, plan, random }: EventLoopOptions): EventLoop {
  let busyUntilMs = 0;

  function soon(atMs: number, run: () => void): void {
    const longTaskMs = random.chance(LONG_TASK_SHARE) ? random.between(...LONG_TASK_MS) : 0;
    const dueMs = device.awakeMs(atMs + random.exponential(LATENESS_MS) + longTaskMs);
    const freeMs = plan.tasks.find(({ fromMs, untilMs }) => dueMs >= fromMs && dueMs < untilMs)?.untilMs ?? dueMs;
    busyUntilMs = Math.max(busyUntilMs, freeMs);
    agenda.plan(busyUntilMs, run);
  }

  /** Timers of a hidden page fire on a coarse grid, or when it is shown again. */
  function throttled(atMs: number): number {
    const span = plan.hidden.find(({ fromMs, untilMs }) => atMs >= fromMs && atMs < untilMs);
    return span ? Math.min(Math.ceil(atMs / plan.hiddenTimerMs) * plan.hiddenTimerMs, span.untilMs) : atMs;
  }

  return {
    soon,
    later(delayMs, run) {
      const dueMs = throttled(device.whenMs(device.monotonicMs(agenda.nowMs) + Math.max(0, delayMs)));
      let isCancelled = false;
      const entry = agenda.plan(dueMs, () => {
        soon(agenda.nowMs, () => {
          if (!isCancelled) run();
        });
      });
      return () => {
        isCancelled = true;
        agenda.cancel(entry);
      };
    },
  };
}
