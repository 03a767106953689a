import type { AtBoundary } from "./boundary.ts";
import { Place, endTurn, type Durable, type Ground } from "./place.ts";
import { Scheduler } from "./scheduler.ts";
import { Sqlite } from "./sqlite.ts";
import { storageOf } from "./storage.ts";
import { installTimers } from "./timers.ts";
import { CALM, type Weather } from "./weather.ts";

/** What makes an object of a kind, at its start and after each death. */
export type Make = (ctx: DurableObjectState, place: Place) => object;

interface Living {
  readonly place: Place;
  readonly instance: object;
}

/** How often the platform tries an alarm that failed again, and how soon at first. */
const ALARM_RETRIES = 6;
const ALARM_RETRY_MS = 2_000;

/**
 * Durable objects in one process: found by name, made when somebody calls them, one turn at a time, with rows and an alarm
 * that outlive them. What it takes over of the real platform stands in docs/simulation.md.
 */
export class Platform {
  readonly scheduler: Scheduler;
  readonly ground: Ground;
  /** What threw where nobody waits for it. */
  readonly faults: string[] = [];
  /** Alarms that will never ring, by object. */
  readonly lostAlarms = new Set<string>();
  readonly #kinds: ReadonlyMap<string, Make>;
  readonly #durables = new Map<string, Durable>();
  readonly #living = new Map<string, Living>();

  constructor(startMs: number, kinds: Readonly<Record<string, Make>>, trace: (line: string) => void) {
    installTimers();
    this.scheduler = new Scheduler(startMs, endTurn);
    this.#kinds = new Map(Object.entries(kinds));
    this.ground = {
      scheduler: this.scheduler,
      weather: CALM,
      at: null,
      boundaries: 0,
      trace,
      armed: (durable) => this.#arm(durable),
    };
  }

  set at(at: AtBoundary | null) {
    this.ground.at = at;
  }

  set weather(weather: Weather) {
    this.ground.weather = weather;
  }

  get weather(): Weather {
    return this.ground.weather;
  }

  /** Names of all objects of a kind that have ever been called. */
  names(kind: string): string[] {
    return [...this.#durables.values()].filter((one) => one.kind === kind).map(({ name }) => name);
  }

  /** The rows of an object as it sees them now. */
  rows(kind: string, name: string): Sqlite {
    return this.#durable(kind, name).db;
  }

  alarmMs(kind: string, name: string): number | null {
    return this.#living.get(`${kind} ${name}`)?.place.alarmMs ?? this.#durable(kind, name).alarmMs;
  }

  /** A stub: each of its methods is a call, as seen from `from`. */
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- named by who knows the class
  stub<T>(from: Place | null, kind: string, name: string): T {
    const call = (method: string, args: readonly unknown[]) => this.call(from, kind, name, method, args);
    const methods = new Map<string, (...args: unknown[]) => Promise<unknown>>();
    const stub = new Proxy(
      {},
      {
        get(_, method) {
          if (typeof method !== "string" || method === "then") return undefined;
          let known = methods.get(method);
          if (!known) {
            known = (...args) => call(method, args);
            methods.set(method, known);
          }
          return known;
        },
      },
    );
    return stub as T; // The methods that `T` names are those of the object's class.
  }

  /** One call, there and back. What goes over is copied; an object that dies meanwhile breaks it. */
  call(from: Place | null, kind: string, name: string, method: string, args: readonly unknown[]): Promise<unknown> {
    const { scheduler } = this;
    return new Promise((resolve, reject) => {
      const back = (work: () => void) =>
        void scheduler.put(this.weather.delayMs("rpc"), () => (from ? from.enter(work) : work()));
      const broken = () => back(() => reject(Object.assign(new Error("Durable Object reset"), { retryable: true })));
      const copied = structuredClone(args);
      const luck = from ? this.weather.rpc(`${kind}.${method}`) : "good";
      const deliver = () => {
        this.ground.trace(`call ${kind} ${name} ${method} ${luck}`);
        if (luck === "lost-before") {
          broken();
          return;
        }
        const { place, instance } = this.#life(kind, name);
        const forget = place.expect(broken);
        const answer = (work: () => void) => {
          place.pass("reply", "before", method);
          place.leave(() => {
            forget();
            if (luck === "lost-after") broken();
            else back(work);
            place.pass("reply", "after", method);
          });
        };
        place.enter(() => {
          invoke(instance, method, copied).then(
            (value) => answer(() => resolve(structuredClone(value))),
            (error: unknown) => answer(() => reject(error instanceof Error ? error : new Error(String(error)))),
          );
        });
      };
      const go = () => void scheduler.put(this.weather.delayMs("rpc"), deliver);
      if (from) from.leave(go);
      else go();
    });
  }

  /** Ends this life of an object, if it has one: `kill` keeps what it has written, `kill-lost` only what is on the disk. */
  kill(kind: string, name: string, fate: "kill" | "kill-lost" = "kill"): void {
    this.#living.get(`${kind} ${name}`)?.place.cut(fate);
  }

  get lives(): readonly Place[] {
    return [...this.#living.values()].map(({ place }) => place).filter(({ isCut }) => !isCut);
  }

  close(): void {
    for (const { place } of this.#living.values()) place.cut("kill");
    for (const { db } of this.#durables.values()) db.close();
  }

  #life(kind: string, name: string): Living {
    const label = `${kind} ${name}`;
    const known = this.#living.get(label);
    if (known && !known.place.isCut) return known;
    const place = new Place(this.#durable(kind, name), this.ground);
    const make = this.#kinds.get(kind);
    if (!make) throw new Error(`the platform has no objects of kind ${kind}`);
    let instance: object | undefined;
    place.enter(() => {
      instance = make(this.#context(place), place);
    });
    const living = { place, instance: instance ?? {} };
    this.#living.set(label, living);
    return living;
  }

  #durable(kind: string, name: string): Durable {
    const label = `${kind} ${name}`;
    let durable = this.#durables.get(label);
    if (!durable) {
      durable = { kind, name, db: new Sqlite(), alarmMs: null, alarm: null, alarmRetries: 0 };
      this.#durables.set(label, durable);
    }
    return durable;
  }

  #context(place: Place): DurableObjectState {
    const { name } = place.durable;
    const context = {
      id: { name, toString: () => name },
      storage: storageOf(place),
      waitUntil: (promise: Promise<unknown>) => {
        promise.catch((error: unknown) => this.faults.push(`${place.object}: ${String(error)}`));
      },
      abort: (reason: string) => {
        this.faults.push(`${place.object} aborted: ${reason}`);
        place.cut("kill-lost");
      },
      acceptWebSocket: () => undefined,
      getWebSockets: () => [],
    };
    return context as unknown as DurableObjectState; // What is missing is not used, and would be a TypeError.
  }

  #arm(durable: Durable): void {
    const label = `${durable.kind} ${durable.name}`;
    if (durable.alarm) this.scheduler.callOff(durable.alarm);
    durable.alarm = null;
    this.lostAlarms.delete(label);
    if (durable.alarmMs === null) return;
    const { lateMs, isTwice, isLost } = this.weather.alarm(durable.kind);
    if (isLost) {
      this.ground.trace(`${label} alarm lost`);
      this.lostAlarms.add(label);
      return;
    }
    const scheduledMs = durable.alarmMs;
    const inMs = Math.max(0, scheduledMs - this.scheduler.nowMs) + lateMs;
    durable.alarm = this.scheduler.put(inMs, () => this.#ring(durable, scheduledMs), true);
    if (isTwice)
      this.scheduler.put(inMs + this.weather.delayMs("alarm"), () => this.#ring(durable, scheduledMs, true), true);
  }

  /** Until the handler is through the alarm stands; one that fails, or dies, is tried again a few times. */
  #ring(durable: Durable, scheduledMs: number, isEcho = false): void {
    const label = `${durable.kind} ${durable.name}`;
    const { place, instance } = this.#life(durable.kind, durable.name);
    if (!isEcho) {
      durable.alarm = null;
      durable.alarmMs = null;
    }
    const failed = () => {
      if (isEcho || durable.alarmMs !== null) return;
      durable.alarmRetries += 1;
      if (durable.alarmRetries > ALARM_RETRIES) return void this.lostAlarms.add(label);
      durable.alarmMs = scheduledMs;
      const inMs = ALARM_RETRY_MS * 2 ** (durable.alarmRetries - 1);
      durable.alarm = this.scheduler.put(inMs, () => this.#ring(durable, scheduledMs), true);
    };
    const forget = place.expect(failed);
    place.enter(() => {
      place.pass("alarm", "before", `${scheduledMs}`);
      if (place.isCut) return;
      const info = { retryCount: durable.alarmRetries, isRetry: durable.alarmRetries > 0, scheduledTime: scheduledMs };
      const through = () => {
        if (place.isCut) return; // The rest of a turn in which it died: the platform has not heard of its end.
        forget();
        place.pass("alarm", "after", `${scheduledMs}`);
      };
      // It is through when what its handler wrote is on the disk: who dies before is rung again.
      invoke(instance, "alarm", [info]).then(
        () => place.leave(through),
        (error: unknown) => {
          this.faults.push(`${label} alarm: ${String(error)}`);
          forget();
          failed();
        },
      );
    });
  }
}

/** As the platform finds a method: by its name alone. */
async function invoke(instance: object, method: string, args: readonly unknown[]): Promise<unknown> {
  const found = (instance as Readonly<Record<string, unknown>>)[method]; // Checked in the next line.
  if (typeof found !== "function") throw new TypeError(`the object has no method ${method}`);
  return (await Reflect.apply(found, instance, args)) as unknown;
}
