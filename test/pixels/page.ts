/**
 * What the measurement adds to the page, before any of the page's own code runs. It skews the device's clocks, repeats
 * the face as a barcode in the same frame, and keeps logs. It changes nothing that the product does.
 */

export interface Device {
  /** The monotonic clock runs fast by so many millionths, and is ahead by so many ms. */
  readonly ppm: number;
  readonly aheadMs: number;
  /** The wall clock is wrong by so many ms, and steps after so long. */
  readonly wallWrongByMs: number;
  readonly wallSteps: readonly { readonly atMs: number; readonly byMs: number }[];
  /** While it sleeps, the monotonic clock stands still. */
  readonly sleep: { readonly atMs: number; readonly forMs: number } | null;
  /** Something moves on the page all the time. */
  readonly animates: boolean;
}

export interface Strip {
  readonly markerColours: readonly string[];
  readonly valueBits: number;
  readonly noteBits: number;
  readonly cellPx: number;
  readonly heightPx: number;
  readonly leftPx: number;
}

/** What the face said, from this note to the next. Times are the host's, in ms, to about a tenth. */
export interface Note {
  readonly writtenAtMs: number;
  /** Days and digits as they stand in the page. */
  readonly text: string;
  readonly tenths: number;
  /** What the face says of itself: `data-remaining-ms`, `data-bound-ms`, `data-clock-state` and the like. */
  readonly data: Readonly<Record<string, string | undefined>>;
}

/** A frame from the server, or a probe and its answer, on the clock of the device and on the host's. */
export interface Heard {
  readonly serverMs: number;
  readonly sentMs: number | null;
  readonly receivedMs: number;
  readonly receivedHostMs: number;
}

/** Where each character of a form of the time stands, in px of the window. */
export interface Cells {
  readonly format: string;
  readonly cells: readonly {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  }[];
}

export interface PageLog {
  /** When the page began, on the host's clock; the device's troubles are counted from here. */
  readonly beganAtMs: number;
  readonly notes: Note[];
  readonly heard: Heard[];
  readonly forms: Cells[];
  /** Errors that nobody caught. */
  readonly complaints: string[];
}

declare global {
  interface Window {
    pixels: PageLog;
  }
}

/** Sent to the browser as text: it may use nothing but its argument. */
export function instrument({ device, strip }: { device: Device; strip: Strip }): void {
  const realNow = performance.now.bind(performance);
  const realFrame = window.requestAnimationFrame.bind(window);
  const originMs = performance.timeOrigin;
  const log: PageLog = { beganAtMs: originMs, notes: [], heard: [], forms: [], complaints: [] };
  window.pixels = log;
  addEventListener("error", ({ message }) => void log.complaints.push(message));
  const hostMs = () => originMs + realNow();

  skewClocks();
  listenToSockets();
  repeatFace();

  /** One clock, wrong in one way, wherever the page could read it. */
  function skewClocks(): void {
    const rate = 1 + device.ppm / 1e6;
    const floor = (ms: number) => Math.floor(ms * 10 + 1e-6) / 10;
    const asleep = (ms: number) =>
      device.sleep === null ? 0 : Math.max(0, Math.min(ms - device.sleep.atMs, device.sleep.forMs));
    const skewed = (ms: number) => floor((ms - asleep(ms)) * rate + device.aheadMs);
    performance.now = () => skewed(realNow());
    define(performance, "timeOrigin", () => originMs + device.wallWrongByMs - device.aheadMs);
    const rename = (prototype: object | undefined, names: RegExp, change: (ms: number) => number) => {
      for (const [name, { get }] of Object.entries(Object.getOwnPropertyDescriptors(prototype ?? {}))) {
        if (get === undefined || !names.test(name)) continue;
        define(prototype, name, function (this: unknown) {
          const value: unknown = get.call(this);
          return typeof value === "number" && value !== 0 ? change(value) : value; // 0 says: there is none.
        });
      }
    };
    const kinds = ["", "Resource", "Navigation", "Element", "Paint", "Event", "LongAnimationFrame", "Script"];
    const prototypes = kinds.map((kind) => `Performance${kind}${kind === "" ? "Entry" : "Timing"}`);
    for (const name of [...prototypes, "LargestContentfulPaint"]) {
      const prototype = (window as unknown as Record<string, { prototype: object } | undefined>)[name]?.prototype;
      rename(prototype, /(Start|End|Interactive|Complete|Time|Timestamp)$/, skewed);
      rename(prototype, /^duration$/i, (ms) => ms * rate);
    }
    rename(Event.prototype, /^timeStamp$/, skewed);
    window.requestAnimationFrame = (run) => realFrame((ms) => run(skewed(ms)));

    const Real = Date;
    const wallMs = () => {
      const sinceMs = realNow();
      const stepped = device.wallSteps.filter(({ atMs }) => atMs <= sinceMs).reduce((sum, { byMs }) => sum + byMs, 0);
      return Real.now() + device.wallWrongByMs + stepped;
    };
    window.Date = new Proxy(Real, {
      construct: (target, parts: unknown[]) => new target(...((parts.length === 0 ? [wallMs()] : parts) as [number])),
      apply: () => new Real(wallMs()).toString(),
      get: (target, name) => (name === "now" ? wallMs : (Reflect.get(target, name) as unknown)),
    });
  }

  function define(target: unknown, name: string, get: (this: unknown) => unknown): void {
    Object.defineProperty(target, name, { get, configurable: true });
  }

  /** Keeps what a peer would have had to work with: stamps of frames as they came in, probes and their answers. */
  function listenToSockets(): void {
    const Real = WebSocket;
    window.WebSocket = class extends Real {
      readonly #sentMs = new Map<number, number>();

      constructor(url: string | URL) {
        super(url);
        this.addEventListener("message", ({ data }: MessageEvent<string>) => {
          const receivedMs = performance.now();
          const receivedHostMs = hostMs();
          const frame = JSON.parse(data) as { t: string; s?: number; i?: number };
          if (frame.s === undefined || frame.t === "e") return;
          const sentMs = frame.t === "q" ? (this.#sentMs.get(frame.i ?? -1) ?? null) : null;
          log.heard.push({ serverMs: frame.s, sentMs, receivedMs, receivedHostMs });
        });
      }

      override send(data: string): void {
        const frame = JSON.parse(data) as { t: string; i?: number };
        if (frame.t === "p") this.#sentMs.set(frame.i ?? -1, performance.now());
        super.send(data);
      }
    };
  }

  /** Draws what the face says whenever the face is written: both then reach the screen in one frame. */
  function repeatFace(): void {
    const cells: HTMLElement[] = [];
    let drawn = "";
    new MutationObserver((_, observer) => {
      if (document.querySelector("body [role=timer]") === null) return;
      observer.disconnect();
      makeStrip();
      note();
      const seen = { subtree: true, childList: true, characterData: true, attributes: true };
      new MutationObserver((records) => {
        if (records.some(({ target }) => isOfFace(target))) note();
      }).observe(document.body, seen);
    }).observe(document, { childList: true, subtree: true });

    function isOfFace(target: Node): boolean {
      const element = target instanceof Element ? target : target.parentElement;
      const own = element?.closest("[role=timer]") ?? null;
      return own !== null || target.contains(document.querySelector("[role=timer]"));
    }

    function makeStrip(): void {
      const box = document.createElement("div");
      const count = strip.markerColours.length + strip.valueBits + strip.noteBits + 1;
      box.ariaHidden = "true";
      box.style.cssText = `position:fixed;top:0;left:${strip.leftPx}px;z-index:2147483647;display:flex;direction:ltr;contain:strict;pointer-events:none;width:${count * strip.cellPx}px;height:${strip.heightPx}px`;
      for (let i = 0; i < count; i += 1) {
        const cell = document.createElement("i");
        cell.style.cssText = `flex:none;width:${strip.cellPx}px;background:${strip.markerColours[i] ?? "#000"}`;
        box.append(cell);
        if (i >= strip.markerColours.length) cells.push(cell);
      }
      document.documentElement.append(box);
      if (device.animates) move(box.cloneNode() as HTMLElement); // A copy of an element is one.
    }

    /** A bar under the strip that changes with every frame. */
    function move(bar: HTMLElement): void {
      bar.style.top = `${strip.heightPx}px`;
      document.documentElement.append(bar);
      const step = (ms: number) => {
        bar.style.background = Math.round(ms) % 2 === 0 ? "#445" : "#556";
        realFrame(step);
      };
      realFrame(step);
    }

    function note(): void {
      const face = document.querySelector<HTMLElement>("[role=timer]");
      if (face === null) return;
      const days = face.firstElementChild?.textContent ?? "";
      const digits = face.lastElementChild?.textContent ?? "";
      const text = days === "" ? digits : `${days} ${digits}`;
      const data = Object.fromEntries(Object.entries(face.dataset));
      const last = log.notes.at(-1);
      if (last?.text === text && JSON.stringify(last.data) === JSON.stringify(data)) return;
      const tenths = tenthsOf(days, digits);
      log.notes.push({ writtenAtMs: hostMs(), text, tenths, data });
      // What it claims is no pixel: a strip drawn anew for that would make frames that the page does not.
      if (last?.text !== text) draw(tenths, log.notes.length - 1);
      measureForm(face, data["format"] ?? "", digits);
    }

    function tenthsOf(days: string, digits: string): number {
      const seconds = digits.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
      const tenths = Math.round((seconds + Number(days.replace(/\D/g, "")) * 86_400) * 10);
      return Number.isFinite(tenths) ? Math.min(tenths, 2 ** strip.valueBits - 1) : 2 ** strip.valueBits - 1;
    }

    function draw(tenths: number, number: number): void {
      const bits = gray(tenths, strip.valueBits) + gray(number % 2 ** strip.noteBits, strip.noteBits);
      const ones = bits.replaceAll("0", "").length;
      const next = bits + String((ones + 1) % 2);
      for (const [i, cell] of cells.entries()) {
        if (drawn[i] !== next[i]) cell.style.background = next[i] === "1" ? "#fff" : "#000";
      }
      drawn = next;
    }

    function gray(value: number, bits: number): string {
      return (value ^ (value >> 1)).toString(2).padStart(bits, "0");
    }

    /** Once for each form of the time: where its characters stand. It costs a layout, so it is not done at every tick. */
    function measureForm(face: HTMLElement, format: string, digits: string): void {
      const text = face.lastElementChild?.firstChild;
      if (!(text instanceof Text) || log.forms.some((form) => form.format === format)) return;
      const boxes = Array.from(digits, (_, i) => {
        const range = document.createRange();
        range.setStart(text, i);
        range.setEnd(text, i + 1);
        const { left, right, top, bottom } = range.getBoundingClientRect();
        return { left, right, top, bottom };
      });
      log.forms.push({ format, cells: boxes });
    }
  }
}
