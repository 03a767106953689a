/** The same presses at the plain server: one kept-alive connection for each person, opened before. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { localDir } from "../../../scripts/tools.ts";
import { type Press, wallMs } from "./measure.ts";

interface Answer {
  readonly stampMs?: number;
  readonly refusal?: string | null;
}

export class PlainServer {
  readonly #child: ChildProcess;
  readonly #port: number;
  readonly #folder: string;
  #agents: Agent[] = [];

  private constructor(child: ChildProcess, port: number, folder: string) {
    this.#child = child;
    this.#port = port;
    this.#folder = folder;
  }

  static async start(): Promise<PlainServer> {
    mkdirSync(join(localDir, "throwaway"), { recursive: true });
    const folder = mkdtempSync(join(localDir, "throwaway/plain-"));
    const child = fork(join(import.meta.dirname, "plain-server.ts"), [join(folder, "plain.sqlite")]);
    const [{ port }] = (await once(child, "message")) as [{ port: number }];
    return new PlainServer(child, port, folder);
  }

  async open(id: string, closesAtMs: number, people: number): Promise<void> {
    await this.#call(new Agent(), "POST", "/group-buys", { id, closesAtMs, maximum: 1_000_000 });
    this.#agents = Array.from({ length: people }, () => new Agent({ keepAlive: true, maxSockets: 1 }));
    for (const agent of this.#agents) await this.#call(agent, "GET", "/");
  }

  burst(id: string): Promise<Press[]> {
    return Promise.all(this.#agents.map((agent, person) => this.#press(agent, id, person)));
  }

  async spread(id: string, fromMs: number, untilMs: number): Promise<Press[]> {
    const stepMs = (untilMs - fromMs) / (this.#agents.length - 1);
    const pressed: Promise<Press>[] = [];
    await wait(fromMs - wallMs() - 5);
    while (pressed.length < this.#agents.length) {
      while (wallMs() >= fromMs + pressed.length * stepMs) {
        const agent = this.#agents[pressed.length];
        if (!agent) break;
        pressed.push(this.#press(agent, id, pressed.length));
      }
      await new Promise(setImmediate);
    }
    return Promise.all(pressed);
  }

  leave(): void {
    for (const agent of this.#agents) agent.destroy();
  }

  async stop(): Promise<void> {
    this.leave();
    const ended = once(this.#child, "exit");
    this.#child.disconnect();
    await ended;
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #press(agent: Agent, id: string, person: number): Promise<Press> {
    const sentMs = wallMs();
    const answer = await this.#call(agent, "POST", `/group-buys/${id}/joins`, { person: `p${person}`, quantity: 1 });
    const { stampMs = null, refusal = null } = answer;
    const isAccepted = refusal === null;
    return { sentMs, acknowledgedMs: wallMs(), stampedMs: stampMs, isJoin: true, isAccepted, refusal };
  }

  #call(agent: Agent, method: string, path: string, body?: object): Promise<Answer> {
    const text = body === undefined ? "" : JSON.stringify(body);
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(text) };
    return new Promise((resolve, reject) => {
      const asked = request({ host: "127.0.0.1", port: this.#port, agent, method, path, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => resolve(JSON.parse(Buffer.concat(chunks).toString()) as Answer)); // Our own server.
      });
      asked.on("error", reject);
      asked.end(text);
    });
  }
}
