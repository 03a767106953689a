import type { PostedMail } from "../../app/mail/carrier.ts";
import type { MailQueue } from "../../app/mail/post.ts";

/** Limits of a batch on the platform are 100 messages and 256 KB, with what it adds itself. */
const BATCH_MESSAGES_MAXIMUM = 100;
const BATCH_BYTES_MAXIMUM = 200_000;
/** The platform's longest delay is 12 hours. */
const DELAY_SECONDS_MAXIMUM = 43_200;

/** What we use of a queue of the platform. */
export interface QueueBinding {
  sendBatch(
    messages: { readonly body: PostedMail; readonly contentType: "json"; readonly delaySeconds: number }[],
  ): Promise<unknown>;
}

/** A queue of the platform. What was put in before a fault comes again when it is put in again; the key tells. */
export function createMailQueue(queue: QueueBinding): MailQueue {
  return {
    async put(posted, delayMs = 0) {
      const delaySeconds = Math.min(Math.ceil(delayMs / 1_000), DELAY_SECONDS_MAXIMUM);
      for (const batch of batchesOf(posted)) {
        await queue.sendBatch(batch.map((body) => ({ body, contentType: "json" as const, delaySeconds })));
      }
    },
  };
}

function batchesOf(posted: readonly PostedMail[]): PostedMail[][] {
  const batches: PostedMail[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const one of posted) {
    const size = new TextEncoder().encode(JSON.stringify(one)).length;
    const current = batches.at(-1);
    if (current === undefined || current.length >= BATCH_MESSAGES_MAXIMUM || bytes + size > BATCH_BYTES_MAXIMUM) {
      batches.push([one]);
      bytes = size;
    } else {
      current.push(one);
      bytes += size;
    }
  }
  return batches;
}
