import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";

interface Waiting<Work, Told> {
  readonly work: Work;
  readonly tell: (told: Told) => void;
  readonly fail: (error: unknown) => void;
}

/** A process for each processor, all running one script that answers each message with one. Whoever asks first is served first. */
export class Processes<Work, Told> {
  readonly #children: readonly ChildProcess[];
  readonly #waiting: Waiting<Work, Told>[] = [];
  readonly #idle = new Set<ChildProcess>();

  /** @param script a file beside this one: `process.on("message", …)`, then `process.send(…)` */
  constructor(script: string) {
    const execArgv = ["--import", resolve(import.meta.dirname, "outside-vitest.ts")];
    this.#children = Array.from({ length: availableParallelism() }, () =>
      fork(resolve(import.meta.dirname, script), { execArgv }),
    );
    for (const child of this.#children) this.#idle.add(child);
  }

  get count(): number {
    return this.#children.length;
  }

  ask(work: Work): Promise<Told> {
    return new Promise((tell, fail) => {
      this.#waiting.push({ work, tell, fail });
      this.#go();
    });
  }

  close(): void {
    for (const child of this.#children) child.kill();
  }

  #go(): void {
    const [child] = this.#idle;
    const next = child && this.#waiting.shift();
    if (!child || !next) return;
    this.#idle.delete(child);
    void this.#served(child, next.work).then(next.tell, next.fail);
  }

  async #served(child: ChildProcess, work: Work): Promise<Told> {
    const given = new AbortController();
    const { signal } = given;
    try {
      child.send(work as object); // Whatever is asked is plain data.
      const [told] = (await Promise.race([once(child, "message", { signal }), gone(child, signal)])) as [Told]; // As the script answers.
      this.#idle.add(child);
      this.#go();
      return told;
    } catch (error) {
      for (const { fail } of this.#waiting.splice(0)) fail(error); // Nothing that one of them died of is worth going on with.
      throw error;
    } finally {
      given.abort();
    }
  }
}

async function gone(child: ChildProcess, signal: AbortSignal): Promise<never> {
  const [code] = (await once(child, "exit", { signal })) as [number | null]; // As the event is documented.
  throw new Error(`a process of these ended with ${code}`);
}
