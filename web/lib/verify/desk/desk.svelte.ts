import { monotonicMs } from "../../clock/monotonic.ts";
import type { KeyRing } from "../../../../worker/core/verify/keys.ts";
import type { SiteKeys } from "../site-keys.ts";
import { checkInWorker } from "./check-in-worker.ts";
import type { KeyStore, NoKeys, OwnKeys } from "./desk-keys.ts";
import type { Given, Report } from "./report.ts";

/** What a thing is called: by its file, or by how it came. */
export type Title =
  | { readonly from: "file" | "fetched"; readonly name: string }
  | { readonly from: "pasted" | "scanned"; readonly number: number };

export interface Titled extends Given {
  readonly title: Title;
}

/** Not even looked at. */
export interface TurnedAway {
  readonly title: Title;
  readonly code: "huge" | "many";
}

export interface RefusedKeys {
  readonly name: string;
  readonly fault: NoKeys;
}

/** More is for the program: a browser holds everything in memory several times over. */
export const BYTES_MAXIMUM = 100_000_000;
export const THINGS_MAXIMUM = 100;

const NONE: KeyRing = { receipts: [], logs: [] };

/** What lies on the page to be checked, with which keys, and what it comes to. Everything stays in this browser. */
export class Desk {
  given = $state.raw<readonly Titled[]>([]);
  turnedAway = $state.raw<readonly TurnedAway[]>([]);
  phase = $state<"empty" | "busy" | "done" | "stopped" | "failed">("empty");
  progress = $state.raw<{ readonly done: number; readonly entries: number } | null>(null);
  report = $state.raw<Report | null>(null);
  tookMs = $state(0);
  source = $state<"site" | "own">("site");
  site = $state.raw<SiteKeys | null>(null);
  own = $state.raw<OwnKeys | null>(null);
  refusedKeys = $state.raw<readonly RefusedKeys[]>([]);
  #store: KeyStore | null = null;
  #stop: (() => void) | null = null;
  #runs = 0;
  #ids = 0;
  #numbers = { pasted: 0, scanned: 0 };

  /** In a browser, once. */
  async open(): Promise<void> {
    const { KeyStore, keysOfSite } = await import("./desk-keys.ts");
    this.#store = new KeyStore();
    this.own = this.#store.own;
    if (this.own !== null) this.source = "own";
    this.site = await keysOfSite();
  }

  addFiles(files: Iterable<File>): void {
    this.turnedAway = [];
    for (const file of files) this.#put({ from: "file", name: file.name }, file);
    this.check();
  }

  addText(text: string, from: "pasted" | "scanned" = "pasted"): void {
    this.turnedAway = [];
    this.#numbers[from] += 1;
    this.#put({ from, number: this.#numbers[from] }, new Blob([text]));
    this.check();
  }

  /** What this site gave when it was asked, in place of the link that named it. */
  replace(givenId: number, parts: readonly { readonly name: string; readonly text: string }[]): void {
    this.turnedAway = [];
    this.given = this.given.filter(({ id }) => id !== givenId);
    for (const { name, text } of parts) this.#put({ from: "fetched", name }, new Blob([text]));
    this.check();
  }

  takeOut(givenId: number): void {
    this.given = this.given.filter(({ id }) => id !== givenId);
    this.check();
  }

  clear(): void {
    this.turnedAway = [];
    this.given = [];
    this.check();
  }

  choose(source: "site" | "own"): void {
    this.source = source;
    this.check();
  }

  async addKeyFiles(files: Iterable<File>): Promise<void> {
    const refused: RefusedKeys[] = [];
    for (const file of files) {
      const taken = await this.#store?.addFile(file);
      if (taken?.ok === false) refused.push({ name: file.name, fault: taken.error });
    }
    this.refusedKeys = refused;
    this.#takeOwn();
  }

  trust(keysText: string): void {
    this.#store?.add(keysText);
    this.#takeOwn();
  }

  forgetKeys(): void {
    this.#store?.forget();
    this.refusedKeys = [];
    this.#takeOwn();
  }

  /** Anew, with everything that lies here: each thing is held against all others. */
  check(): void {
    this.#stop?.();
    this.#stop = null;
    this.progress = null;
    this.report = null;
    this.#runs += 1;
    if (this.given.length === 0) {
      this.phase = this.turnedAway.length === 0 ? "empty" : "done";
      if (this.phase === "done") this.report = { things: [], refused: [], checks: [] };
      return;
    }
    this.phase = "busy";
    void this.#run(this.#runs);
  }

  stop(): void {
    this.#stop?.();
    this.#stop = null;
    this.#runs += 1;
    this.phase = "stopped";
  }

  async #run(run: number): Promise<void> {
    const startedMs = monotonicMs();
    const keys = await this.#keys().catch(() => null);
    if (run !== this.#runs) return;
    if (keys === null) {
      this.phase = "failed"; // The code that reads keys could not be had.
      return;
    }
    const order = { given: this.given.map(({ id, blob }) => ({ id, blob })), keys, origin: location.origin };
    this.#stop = checkInWorker(order, {
      onProgress: (done, entries) => (this.progress = { done, entries }),
      onReport: (report) => {
        this.tookMs = Math.round(monotonicMs() - startedMs);
        this.report = report;
        this.phase = "done";
      },
      onFailed: () => (this.phase = "failed"),
    });
  }

  async #keys(): Promise<KeyRing> {
    if (this.source === "own") return this.own?.ring ?? NONE;
    if ((this.site?.atMs ?? null) === null) {
      const { keysOfSite } = await import("./desk-keys.ts");
      this.site = await keysOfSite();
    }
    return this.site?.ring ?? NONE;
  }

  #takeOwn(): void {
    this.own = this.#store?.own ?? null;
    this.source = "own";
    this.check();
  }

  #put(title: Title, blob: Blob): void {
    const code = this.given.length >= THINGS_MAXIMUM ? "many" : blob.size > BYTES_MAXIMUM ? "huge" : null;
    if (code !== null) this.turnedAway = [...this.turnedAway, { title, code }];
    else {
      this.#ids += 1;
      this.given = [...this.given, { id: this.#ids, blob, title }];
    }
  }
}
