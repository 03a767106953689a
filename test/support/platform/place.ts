import { assert } from "../../../worker/core/result.ts";
import type { AtBoundary, Fate, Port } from "./boundary.ts";
import type { Happening, Scheduler } from "./scheduler.ts";
import type { Sqlite } from "./sqlite.ts";
import type { Weather } from "./weather.ts";

/** What is left of an object when it dies: its rows and its alarm. */
export interface Durable {
  readonly kind: string;
  readonly name: string;
  readonly db: Sqlite;
  /** As it reached the disk. */
  alarmMs: number | null;
  alarm: Happening | null;
  /** How often the alarm that is to ring has failed. */
  alarmRetries: number;
}

/** What all places of a platform share. */
export interface Ground {
  readonly scheduler: Scheduler;
  weather: Weather;
  at: AtBoundary | null;
  boundaries: number;
  trace(line: string): void;
  /** The rows are on the disk, and the alarm with them. */
  armed(durable: Durable): void;
}

type Fatal = "kill" | "kill-lost";

/**
 * One life of an object, and all of its ways out. What it writes between two commits is one transaction of the database;
 * what it says waits for the commit (the output gate). When it dies in the middle of a turn the rest of the turn still
 * runs, because code cannot be stopped; but nothing that it says is heard, and what it writes is kept or lost as a whole,
 * as on the real platform, where the writes of a turn reach the disk together.
 */
export class Place {
  readonly durable: Durable;
  readonly ground: Ground;
  readonly #waiting: (() => void)[] = [];
  readonly #callers = new Set<() => void>();
  #fate: Fatal | null = null;
  #commit: Happening | null = null;
  #stagedAlarmMs: number | null | undefined = undefined;
  #depth = 0;
  #isBuried = false;

  constructor(durable: Durable, ground: Ground) {
    this.durable = durable;
    this.ground = ground;
  }

  get object(): string {
    return `${this.durable.kind} ${this.durable.name}`;
  }

  get isCut(): boolean {
    return this.#fate !== null;
  }

  /** A turn of this object. */
  enter(work: () => void): void {
    if (this.isCut) return;
    beginTurn(this);
    work();
  }

  /** Passes a boundary; whoever asked for it dies there. Answers what became of it. */
  pass(port: Port, phase: "before" | "after", what: string): Fate {
    if (this.isCut) return "go";
    const { ground, object } = this;
    ground.boundaries += 1;
    ground.trace(`${object} ${port} ${phase} ${what}`);
    const fate = ground.at?.({ n: ground.boundaries, port, phase, object, what });
    if (fate === "kill" || fate === "kill-lost") this.cut(fate);
    return fate ?? "go";
  }

  /** A call through a port, with a boundary on either side. Whoever dies there never hears of it. */
  async through<T>(port: Port, what: string, call: () => Promise<T>): Promise<T> {
    const fate = this.pass(port, "before", what);
    if (this.#isOver()) return NEVER;
    if (fate === "refuse") throw new Error(`${port} refuses ${what}`);
    const answer = await call();
    this.pass(port, "after", what);
    return this.#isOver() ? NEVER : answer;
  }

  /** Says something to the world: after everything written before it is on the disk. */
  leave(work: () => void): void {
    if (this.isCut) return;
    if (this.#commit || this.#waiting.length > 0) this.#waiting.push(work);
    else work();
  }

  /** Somebody waits for an answer of this life; they hear of its end. */
  expect(ended: () => void): () => void {
    this.#callers.add(ended);
    return () => void this.#callers.delete(ended);
  }

  /** Something is written: it reaches the disk with all else of this turn, a little later. */
  write(): void {
    const { db } = this.durable;
    if (!db.isInTransaction) db.run("BEGIN");
    if (this.isCut) return;
    this.#commit ??= this.ground.scheduler.put(this.ground.weather.delayMs("commit"), () =>
      this.enter(() => this.#commitNow()),
    );
  }

  /** Resolves when what was written until now is on the disk. */
  async synced(): Promise<void> {
    if (this.#commit) return new Promise((resolve) => this.leave(resolve));
  }

  transaction<T>(work: () => T): T {
    const isOutermost = this.#depth === 0;
    if (isOutermost) this.pass("transaction", "before", "");
    this.write();
    const name = `t${(this.#depth += 1)}`;
    const { db } = this.durable;
    const alarmMs = this.#stagedAlarmMs;
    db.run(`SAVEPOINT ${name}`);
    try {
      const result = work();
      db.run(`RELEASE ${name}`);
      return result;
    } catch (error) {
      this.#stagedAlarmMs = alarmMs; // The alarm is a row among the others.
      db.run(`ROLLBACK TO ${name}`);
      db.run(`RELEASE ${name}`);
      throw error;
    } finally {
      this.#depth -= 1;
      if (isOutermost) this.pass("transaction", "after", "");
    }
  }

  get alarmMs(): number | null {
    return this.#stagedAlarmMs === undefined ? this.durable.alarmMs : this.#stagedAlarmMs;
  }

  setAlarm(atMs: number | null): void {
    this.pass("set-alarm", "before", atMs === null ? "none" : `${atMs}`);
    this.write();
    this.#stagedAlarmMs = atMs;
    this.pass("set-alarm", "after", atMs === null ? "none" : `${atMs}`);
  }

  timer(work: () => void, ms: number): Happening | null {
    if (this.isCut) return null;
    return this.ground.scheduler.put(ms, () => this.enter(work), ms >= FAR_MS);
  }

  /** A look at what the platform knows and the object does not: other turns may come before it is answered. */
  looked<T>(read: () => T): Promise<T> {
    return new Promise((resolve) => {
      this.ground.scheduler.put(this.ground.weather.delayMs("timer"), () => this.enter(() => resolve(read())));
    });
  }

  /** This life is over: now, between two turns, or from here on to the end of the turn under way. */
  cut(fate: Fatal): void {
    if (this.isCut) return;
    this.#fate = fate;
    this.ground.trace(`${this.object} ${fate}`);
    if (this.#commit) this.ground.scheduler.callOff(this.#commit);
    if (present !== this) this.bury();
    else touched.add(this);
  }

  /** After the turn in which it died: its writes reach the disk or do not, and whoever waited for it is told. */
  bury(): void {
    if (this.#fate === null || this.#isBuried) return;
    this.#isBuried = true;
    const { db } = this.durable;
    if (db.isInTransaction) db.run(this.#fate === "kill" ? "COMMIT" : "ROLLBACK");
    if (this.#fate === "kill") this.#armed();
    this.#waiting.length = 0;
    for (const ended of this.#callers) ended();
    this.#callers.clear();
  }
  #commitNow(): void {
    this.pass("commit", "before", "");
    if (this.#isOver()) return;
    this.#commit = null;
    this.durable.db.run("COMMIT");
    this.#armed();
    this.pass("commit", "after", "");
    for (const work of this.#waiting.splice(0)) if (!this.#isOver()) work();
  }

  /** Asked again after something that may have ended it. */
  #isOver(): boolean {
    return this.#fate !== null;
  }

  #armed(): void {
    if (this.#stagedAlarmMs === undefined) return;
    this.durable.alarmMs = this.#stagedAlarmMs;
    this.#stagedAlarmMs = undefined;
    this.durable.alarmRetries = 0;
    this.ground.armed(this.durable);
  }
}

/** A timer of so long is no part of a turn: whoever waits until all is quiet does not wait for it. */
const FAR_MS = 60_000;

const NEVER = new Promise<never>(() => undefined);

/** Whose turn it is. One platform runs at a time, and one object of it. */
let present: Place | null = null;
const touched = new Set<Place>();

function beginTurn(place: Place): void {
  assert(present === null || present === place, "one object has a turn at a time");
  present = place;
  touched.add(place);
}

export function presentPlace(): Place | null {
  return present;
}

/** The turn is over. */
export function endTurn(): void {
  present = null;
  for (const place of touched) place.bury();
  touched.clear();
}
