import type { DatedVerifierKey } from "../core/keys/log-key-list.ts";

/** Signs the heads of the public logs (receipts.md 3.2). One key for all of a deployment; the origin tells the logs apart. */
export interface LogSigner {
  /** Names the deployment: the host of its public origin. Origins of its logs begin with it. */
  readonly host: string;
  /** @returns the signed note over `text`, which ends with a newline; the same text gives the same note. */
  sign(text: string): Promise<string>;
  /** Every key that ever signed, under the deployment's name and with its times. The current one comes first. */
  verifierKeys(): readonly DatedVerifierKey[];
}
