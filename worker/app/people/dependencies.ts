import type { App } from "../app.ts";
import type { Clock } from "../clock.ts";
import type { Ids } from "../ids.ts";
import type { Mailer } from "../notices/mailer.ts";
import type { SameDigest } from "./secrets.ts";
import type { CodeStore, KeyStore, PeopleStore, SessionStore } from "./store.ts";

export interface PeopleDependencies {
  readonly mode: App["mode"];
  readonly people: PeopleStore;
  readonly sessions: SessionStore;
  readonly keys: KeyStore;
  readonly codes: CodeStore;
  /** Null where no mail service is configured: then nobody can be sent a code. */
  readonly mailer: Mailer | null;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Secret bytes of the deployment that go into every digest of a code. */
  readonly pepper: Uint8Array;
  readonly sameDigest: SameDigest;
  /** Whoever proves this address becomes operator, once, while there is none (ASVS 6.3.2: no default account). */
  readonly firstOperatorEmail: string | null;
}
