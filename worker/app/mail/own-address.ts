import type { MailBlock } from "../../contract/notices.ts";
import { ok } from "../../core/result.ts";
import { formatInstant } from "../../core/time/instant.ts";
import type { Caller, MailBlockUseCases } from "../app.ts";
import type { Clock } from "../clock.ts";
import { addressDigestOf } from "./addresses.ts";
import type { MailRecords } from "./records.ts";

/** Why somebody's own address gets no notices, if so, and their wish to be written to there again. */
export function createMailBlockUseCases(deps: {
  readonly records: Pick<MailRecords, "blockOf" | "unblock">;
  readonly pepper: Uint8Array;
  readonly clock: Clock;
}): MailBlockUseCases {
  const { records, pepper, clock } = deps;
  const digestOf = ({ email }: Caller) => addressDigestOf(email, pepper);

  return {
    async mailBlock(caller) {
      const block = await records.blockOf(digestOf(caller));
      return ok(block && ({ reason: block.reason, at: formatInstant(block.atMs) } satisfies MailBlock));
    },

    async writeAgain(caller) {
      // Whoever reads the address asks for it: that ends a complaint too. A mail that comes back later begins anew.
      await records.unblock(digestOf(caller), clock.nowMs(), ["bounced", "refused", "complained"]);
      return ok(undefined);
    },
  };
}
