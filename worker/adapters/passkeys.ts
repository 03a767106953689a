import {
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from "@simplewebauthn/server";
import type { Ceremony, PasskeyVerifier } from "../app/people/passkey-verifier.ts";
import { fromBase64Url, toBase64Url } from "../core/base64url.ts";

/** WebAuthn by a library: parsing what authenticators write is not for home use. It throws at whatever is wrong. */
export function createPasskeyVerifier(): PasskeyVerifier {
  return {
    async registered(answer, ceremony) {
      const verified = await nullIfThrown(() =>
        verifyRegistrationResponse({
          response: answer as RegistrationResponseJSON, // The same shape; its lists of words are narrower.
          ...expectedOf(ceremony),
        }),
      );
      if (verified?.verified !== true) return null;
      const { credential, userVerified, credentialDeviceType, credentialBackedUp } = verified.registrationInfo;
      return {
        credentialId: credential.id,
        publicKey: toBase64Url(credential.publicKey),
        counter: credential.counter,
        isUserVerified: userVerified,
        isSynced: credentialDeviceType === "multiDevice",
        isBackedUp: credentialBackedUp,
      };
    },

    async asserted(answer, { credentialId, publicKey }, ceremony) {
      const key = fromBase64Url(publicKey);
      if (key === null) return null;
      const verified = await nullIfThrown(() =>
        verifyAuthenticationResponse({
          response: answer as AuthenticationResponseJSON, // As above.
          // Zero: whether the counter went up is asked of the store, where two answers at once cannot both be first.
          credential: { id: credentialId, publicKey: key, counter: 0 },
          ...expectedOf(ceremony),
        }),
      );
      if (verified?.verified !== true) return null;
      const { newCounter, userVerified, credentialBackedUp } = verified.authenticationInfo;
      return { counter: newCounter, isUserVerified: userVerified, isBackedUp: credentialBackedUp };
    },
  };
}

function expectedOf({ challenge, origin, rpId, needsUserVerification }: Ceremony) {
  return {
    expectedChallenge: challenge,
    expectedOrigin: origin,
    expectedRPID: rpId,
    requireUserVerification: needsUserVerification,
  };
}

/** Whatever an answer holds is somebody else's: no fault of it is ours. */
async function nullIfThrown<Verified>(verify: () => Promise<Verified>): Promise<Verified | null> {
  try {
    return await verify();
  } catch {
    return null;
  }
}
