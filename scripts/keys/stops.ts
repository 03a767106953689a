import type { StopReason } from "../../worker/core/keys/following.ts";

/** Why a history is not believed past a point, in words. */
export const STOPS: Readonly<Record<StopReason, string>> = {
  malformed: "is none of ours",
  "unsigned-by-old": "is not signed by the key that hands over",
  "unsigned-by-new": "is not signed by the key that takes over",
  revoked: "the key is revoked",
  purpose: "its statement is about keys of another kind",
  unlisted: "a key is not in the list",
  times: "the times that are listed are not those that both keys signed, or leave a gap",
  future: "its statement is from the future, by this machine's clock",
  forked: "it vouches for two successors",
};
