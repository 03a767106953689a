import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { toBase64Url } from "../../core/base64url.ts";
import { TOPICS, type NoticeTopic } from "../../words/kinds.ts";
import { isSameHash, type SameDigest } from "../people/secrets.ts";

/** What a link in a mail may turn off without anybody signing in: one topic of one person, and never a duty. */
export interface MuteWish {
  readonly personId: string;
  readonly topic: Exclude<NoticeTopic, "duty">;
}

export interface MuteLinks {
  /** Null where links of this deployment have no host: then there is no click, only the settings. */
  urlOf(personId: string, topic: NoticeTopic): string | null;
  /** The wish in the `m` of such a link; null if nobody here made it. */
  read(m: string): MuteWish | null;
}

const PATH = "/mail/mute";

/** Signed links: whoever holds one can stop those mails and do nothing else. They do not expire, as mails do not. */
export function createMuteLinks(deps: {
  /** `https://host`, or empty. */
  readonly origin: string;
  readonly pepper: Uint8Array;
  readonly sameDigest: SameDigest;
}): MuteLinks {
  const { origin, pepper, sameDigest } = deps;
  const markOf = (personId: string, topic: string) =>
    toBase64Url(hmac(sha256, pepper, utf8ToBytes(`mail-mute\n${personId}\n${topic}`)));

  return {
    urlOf(personId, topic) {
      if (origin === "" || topic === "duty") return null;
      return `${origin}${PATH}?m=${personId}.${topic}.${markOf(personId, topic)}`;
    },

    read(m) {
      const [personId = "", word = "", mark = "", ...rest] = m.split(".");
      const topic = TOPICS.find((known) => known === word);
      if (topic === undefined || topic === "duty" || rest.length > 0) return null;
      return isSameHash(mark, markOf(personId, topic), sameDigest) ? { personId, topic } : null;
    },
  };
}
