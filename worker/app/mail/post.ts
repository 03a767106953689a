import type { Log } from "../log.ts";
import { entryOf, type Carried, type MailCarrier, type PostedMail } from "./carrier.ts";
import type { MailRecords } from "./records.ts";

/** The way between deciding that a mail goes and sending it. At least once, in any order. */
export interface MailQueue {
  /** @param delayMs nobody sees them before */
  put(posted: readonly PostedMail[], delayMs?: number): Promise<void>;
}

/** Where the house hands its mail over. What it has taken is its own affair from then on. */
export interface Post {
  /**
   * For somebody who waits: tried at once, and where that does not work, from the queue.
   * @returns whether it was taken
   */
  sendNow(posted: PostedMail): Promise<boolean>;
  /**
   * For whoever does not wait: into the queue, or sent on the spot where there is none or it cannot be reached.
   * @returns the keys that were taken; the others are to be handed over again
   */
  hand(posted: readonly PostedMail[]): Promise<ReadonlySet<string>>;
}

export function createPost(deps: {
  readonly carrier: MailCarrier;
  readonly records: Pick<MailRecords, "plan">;
  /** Null: the mail stays in the house, where nothing is gained by waiting for it. */
  readonly queue: MailQueue | null;
  readonly pepper: Uint8Array;
  readonly log: Log;
}): Post {
  const { carrier, records, queue, pepper, log } = deps;

  /** A fault is reported and leaves it for another time. */
  async function carried(posted: PostedMail): Promise<Carried | null> {
    try {
      return await carrier.carry(posted);
    } catch (error) {
      log.error("mail.fault", error);
      return null;
    }
  }

  async function queued(posted: readonly PostedMail[], delayMs?: number): Promise<boolean> {
    if (queue === null) return false;
    try {
      await queue.put(posted, delayMs);
      return true;
    } catch (error) {
      log.error("mail.fault", error);
      return false;
    }
  }

  async function planned(posted: readonly PostedMail[]): Promise<boolean> {
    try {
      await records.plan(posted.map((one) => entryOf(one, pepper)));
      return true;
    } catch (error) {
      log.error("mail.fault", error);
      return false;
    }
  }

  /** Persons side by side; each gets theirs in the order in which they happened. */
  async function sentOnTheSpot(posted: readonly PostedMail[]): Promise<string[]> {
    const byAddress = [...Map.groupBy(posted, ({ mail }) => mail.to).values()];
    const taken = await Promise.all(
      byAddress.map(async (letters) => {
        const keys: string[] = [];
        for (const letter of letters) {
          if ((await carried(letter))?.kind === "over") keys.push(letter.mail.key);
        }
        return keys;
      }),
    );
    return taken.flat();
  }

  return {
    async sendNow(posted) {
      const answer = await carried(posted);
      if (answer?.kind === "over") return true;
      return queued([posted], answer?.afterMs);
    },

    async hand(posted) {
      if (posted.length === 0) return new Set();
      const isQueued = queue !== null && (await planned(posted)) && (await queued(posted));
      return new Set(isQueued ? posted.map(({ mail }) => mail.key) : await sentOnTheSpot(posted));
    },
  };
}
