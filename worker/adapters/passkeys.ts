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
      const { verified, registrationInfo } = await nullIfThrown(() =>
        verifyRegistrationResponse({
          response: answer as RegistrationResponseJSON, // The same shape; its lists of words are narrower.
          ...expectedOf(ceremony),
        }),
      );
      if (!verified || registrationInfo === undefined) return null;
      const { credential, userVerified, credentialDeviceType, credentialBackedUp } = registrationInfo;
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
      const { verified, authenticationInfo } = await nullIfThrown(() =>
        verifyAuthenticationResponse({
          response: answer as AuthenticationResponseJSON, // As above.
          // Zero: whether the counter went up is asked of the store, where two answers at once cannot both be first.
          credential: { id: credentialId, publicKey: key, counter: 0 },
          ...expectedOf(ceremony),
        }),
      );
      if (!verified || authenticationInfo === undefined) return null;
      const { newCounter, userVerified, credentialBackedUp } = authenticationInfo;
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
async function nullIfThrown<Verified extends { readonly verified: boolean }>(
  verify: () => Promise<Verified>,
): Promise<Verified | { verified: false; registrationInfo?: never; authenticationInfo?: never }> {
  try {
    return await verify();
  } catch {
    return { verified: false };
  }
}
