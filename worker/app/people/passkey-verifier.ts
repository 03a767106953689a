import type { PasskeyAssertion, PasskeyRegistration } from "../../contract/passkeys.ts";

/** What must stand in the answer of an authenticator, exactly. */
export interface Ceremony {
  readonly challenge: string;
  readonly origin: string;
  readonly rpId: string;
  /** The holder was asked for a finger, a face or a PIN. */
  readonly needsUserVerification: boolean;
}

export interface NewCredential {
  readonly credentialId: string;
  readonly publicKey: string;
  readonly counter: number;
  readonly isUserVerified: boolean;
  readonly isSynced: boolean;
  readonly isBackedUp: boolean;
}

export interface ShownCredential {
  readonly counter: number;
  readonly isUserVerified: boolean;
  readonly isBackedUp: boolean;
}

/** The mathematics and formats of WebAuthn: null for whatever is wrong with an answer. Counters are judged by whom asks. */
export interface PasskeyVerifier {
  registered(answer: PasskeyRegistration, ceremony: Ceremony): Promise<NewCredential | null>;
  asserted(
    answer: PasskeyAssertion,
    credential: { readonly credentialId: string; readonly publicKey: string },
    ceremony: Ceremony,
  ): Promise<ShownCredential | null>;
}
