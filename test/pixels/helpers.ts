/** The two Python programs beside this file, and Xvfb: started, heard, and ended. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import type { Path } from "./paths.ts";

const SERVER_ADDRESS = "10.77.0.1";
const BROWSER_ADDRESS = "10.77.0.2";

/** What else this machine does is no part of what is measured: what draws the page runs before it. */
export const AHEAD_OF_OTHERS = ["chrt", "--rr", "1"] as const;

/** A program that says "ready", then lines of JSON, and ends when its standard input does. */
class Helper {
  readonly #child: ChildProcess;
  readonly #lines: string[] = [];
  readonly #exit: Promise<unknown>;

  private constructor(program: string, argument: object) {
    this.#child = spawn("python3", [join(import.meta.dirname, program), JSON.stringify(argument)], {
      stdio: ["pipe", "pipe", "inherit"],
    });
    this.#exit = once(this.#child, "close");
  }

  static async start(program: string, argument: object): Promise<Helper> {
    const helper = new Helper(program, argument);
    const { stdout } = helper.#child;
    if (stdout === null) throw new Error("its output was asked for");
    const lines = createInterface({ input: stdout });
    lines.on("line", (line) => helper.#lines.push(line));
    await Promise.race([once(lines, "line"), helper.#exit]);
    if (helper.#lines.shift() !== "ready") throw new Error(`${program} did not start`);
    return helper;
  }

  get pid(): number {
    if (this.#child.pid === undefined) throw new Error("it was started");
    return this.#child.pid;
  }

  /** Ends it and answers what it said. */
  async stop(): Promise<unknown[]> {
    this.#child.stdin?.end();
    await this.#exit;
    return this.#lines.map((line) => JSON.parse(line) as unknown);
  }
}

interface DirectionFigures {
  readonly packets: number;
  readonly lost: number;
  readonly delayP50Ms: number | null;
  readonly delayP95Ms: number | null;
}

export interface RelayFigures {
  readonly up: DirectionFigures;
  readonly down: DirectionFigures;
}

/** The path between the browser's namespace and this one. */
export class Relay {
  readonly serverAddress = SERVER_ADDRESS;
  readonly #helper: Helper;

  private constructor(helper: Helper) {
    this.#helper = helper;
  }

  static async start({ up, down }: Path, seed: number): Promise<Relay> {
    const addresses = { serverAddress: SERVER_ADDRESS, browserAddress: BROWSER_ADDRESS };
    return new Relay(await Helper.start("relay.py", { up, down, seed, ...addresses }));
  }

  /** Put before a command, it runs in the browser's namespace. */
  get enter(): string {
    return `nsenter --net=/proc/${this.#helper.pid}/ns/net --`;
  }

  async stop(): Promise<RelayFigures> {
    return (await this.#helper.stop()).at(-1) as RelayFigures; // relay.py says these.
  }
}

/** A change of pixels, between two looks at them; host time in ms. */
export interface PixelEvent {
  readonly afterMs: number;
  readonly atMs: number;
  readonly bits: string;
  readonly faceChanged: boolean;
  /** Which picture of the face, in the planes file. */
  readonly plane: number;
}

export interface RecorderFigures {
  readonly looks: number;
  readonly gapP50Ms: number;
  readonly gapP99Ms: number;
  readonly gapMaxMs: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Watch {
  readonly framebuffer: string;
  readonly planes: string;
  readonly barcode: { readonly x: number; readonly y: number; cells: number; cellPx: number; heightPx: number };
  readonly face: Box;
  readonly linesEveryPx: number;
}

export class Recorder {
  readonly #helper: Helper;

  private constructor(helper: Helper) {
    this.#helper = helper;
  }

  static async start(watch: Watch): Promise<Recorder> {
    return new Recorder(await Helper.start("recorder.py", watch));
  }

  async stop(): Promise<{ readonly events: PixelEvent[]; readonly figures: RecorderFigures }> {
    const said = await this.#helper.stop();
    const { summary } = said.pop() as { summary: RecorderFigures }; // recorder.py says these.
    return { events: said as PixelEvent[], figures: summary };
  }
}

/** A screen without glass. */
export class Screen {
  readonly display: string;
  readonly framebuffer: string;
  readonly #child: ChildProcess;

  private constructor(display: string, framebuffer: string, child: ChildProcess) {
    this.display = display;
    this.framebuffer = framebuffer;
    this.#child = child;
  }

  static async start(directory: string, size: { width: number; height: number }): Promise<Screen> {
    const DISPLAY_DESCRIPTOR = 3;
    const screen = ["-screen", "0", `${size.width}x${size.height}x24`, "-fbdir", directory];
    const args = ["-displayfd", String(DISPLAY_DESCRIPTOR), ...screen, "-nolisten", "tcp", "-noreset"];
    const child = spawn(AHEAD_OF_OTHERS[0], [...AHEAD_OF_OTHERS.slice(1), "Xvfb", ...args], {
      stdio: ["ignore", "ignore", "ignore", "pipe"],
    });
    const said = createInterface({ input: child.stdio[DISPLAY_DESCRIPTOR] as Readable });
    const [number] = (await Promise.race([once(said, "line"), once(child, "exit").then(() => [null])])) as [
      string | null,
    ];
    if (number === null) throw new Error("Xvfb did not start");
    return new Screen(`:${number}`, join(directory, "Xvfb_screen0"), child);
  }

  /** What is on the screen now: four bytes a pixel. */
  picture(): { bytes: Uint8Array; width: number; height: number; stride: number } {
    const file = readFileSync(this.framebuffer);
    // The header of an XWD file, in words; then the colours, of twelve bytes each.
    const word = (i: number) => file.readUInt32BE(i * 4);
    const bytes = file.subarray(word(0) + word(19) * 12);
    return { bytes, width: word(4), height: word(5), stride: word(12) };
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill();
    await once(this.#child, "exit");
  }
}
