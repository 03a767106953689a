/** A whole Worker whose state outlasts it: ended in the middle of anything, and started again over what it left. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { newDevVars } from "../../scripts/dev-vars.ts";
import { freePort, startLocalWorker, type LocalWorker, type LocalWorkerOptions } from "../../scripts/local-worker.ts";
import { localDir } from "../../scripts/tools.ts";

export class LastingWorker {
  readonly stateDir: string;
  readonly #options: LocalWorkerOptions;
  #worker: LocalWorker;

  private constructor(options: LocalWorkerOptions, worker: LocalWorker) {
    this.#options = options;
    this.stateDir = options.stateDir;
    this.#worker = worker;
  }

  static async start(): Promise<LastingWorker> {
    mkdirSync(join(localDir, "throwaway"), { recursive: true });
    const stateDir = mkdtempSync(join(localDir, "throwaway/"));
    const varsPath = join(stateDir, "secrets.vars");
    writeFileSync(varsPath, newDevVars(), { mode: 0o600 });
    const options: LocalWorkerOptions = {
      mode: "test",
      host: "127.0.0.1",
      port: await freePort(),
      stateDir,
      varsPath,
      logName: "worker-lasting",
      watch: false,
    };
    return new LastingWorker(options, await startLocalWorker(options));
  }

  get url(): string {
    return this.#worker.url;
  }

  /** It dies where it stands, with everything that it had not written down. */
  async kill(): Promise<void> {
    await this.#worker.kill();
  }

  /** A new version at the same address, over the same state and with the same keys. */
  async deployAgain(): Promise<void> {
    this.#worker = await startLocalWorker(this.#options);
  }

  async stop(): Promise<void> {
    await this.#worker.stop();
  }

  remove(): void {
    rmSync(this.stateDir, { recursive: true, force: true, maxRetries: 5 });
  }
}
