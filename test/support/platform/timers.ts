import type { Happening } from "./scheduler.ts";
import { presentPlace } from "./place.ts";

/**
 * The timers of the language, by the clock of the platform for whoever runs on it. Everybody else, the test runner before
 * all, keeps the machine's. Put in place once; a simulated platform could not be told from a real one otherwise.
 */
export function installTimers(): void {
  if (isInstalled) return;
  isInstalled = true;
  const real = { setTimeout: globalThis.setTimeout, clearTimeout: globalThis.clearTimeout };
  const set = (work: (...args: unknown[]) => void, ms = 0, ...args: unknown[]): unknown => {
    const place = presentPlace();
    if (!place) return real.setTimeout(work, ms, ...args);
    return new Timer(
      place.timer(() => work(...args), ms),
      (happening) => place.ground.scheduler.callOff(happening),
    );
  };
  const clear = (timer: unknown): void => {
    if (timer instanceof Timer) timer.clear();
    else real.clearTimeout(timer as NodeJS.Timeout); // Not one of ours.
  };
  Object.assign(globalThis, { setTimeout: set, clearTimeout: clear });
}

let isInstalled = false;

class Timer {
  readonly #happening: Happening | null;
  readonly #callOff: (happening: Happening) => void;

  constructor(happening: Happening | null, callOff: (happening: Happening) => void) {
    this.#happening = happening;
    this.#callOff = callOff;
  }

  clear(): void {
    if (this.#happening) this.#callOff(this.#happening);
  }
}
