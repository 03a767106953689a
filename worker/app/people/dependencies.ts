import type { App } from "../app.ts";
import type { Clock } from "../clock.ts";
import type { Ids } from "../ids.ts";
import type { Post } from "../mail/post.ts";
import type { SameDigest } from "./secrets.ts";
import type { OperatorRoles, PasskeyStore } from "./passkey-store.ts";
import type { PasskeyVerifier } from "./passkey-verifier.ts";
import type { CodeStore, KeyStore, PeopleStore, SessionStore } from "./store.ts";

export interface PeopleDependencies {
  readonly mode: App["mode"];
  readonly people: PeopleStore;
  readonly sessions: SessionStore;
  readonly keys: KeyStore;
  readonly codes: CodeStore;
  /** Null where no mail service is configured: then nobody can be sent a code. */
  readonly post: Pick<Post, "sendNow"> | null;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Secret bytes of the deployment that go into every digest of a code. */
  readonly pepper: Uint8Array;
  readonly sameDigest: SameDigest;
  readonly passkeys: PasskeyStore;
  readonly passkeyVerifier: PasskeyVerifier;
  readonly operatorRoles: OperatorRoles;
}
