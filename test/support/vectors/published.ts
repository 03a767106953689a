/** What standards print as examples, and a choice of Wycheproof (NOTICE.md): run wherever the product checks a signature. */
import rfc8032 from "./rfc8032-ed25519.json" with { type: "json" };
import wycheproofSubset from "./wycheproof-ed25519-subset.json" with { type: "json" };

/** All bytes in hex. */
export interface SignatureCase {
  readonly name: string;
  readonly publicKey: string;
  readonly message: string;
  readonly signature: string;
  readonly isRight: boolean;
}

/** As the project lays them out, as far as they are read here. */
export interface WycheproofFile {
  readonly testGroups: readonly {
    readonly publicKey: { readonly pk: string };
    readonly tests: readonly {
      readonly tcId: number;
      readonly comment: string;
      readonly msg: string;
      readonly sig: string;
      readonly result: string;
    }[];
  }[];
}

export function casesOfWycheproof({ testGroups }: WycheproofFile): SignatureCase[] {
  return testGroups.flatMap(({ publicKey, tests }) =>
    tests.map(({ tcId, comment, msg, sig, result }) => {
      const isRight = result === "valid";
      return { name: `${tcId} ${comment}`, publicKey: publicKey.pk, message: msg, signature: sig, isRight };
    }),
  );
}

/** Section 7.1; `seed` is the private key. Signing gives these signatures, to the byte. */
export const RFC_8032: readonly (SignatureCase & { readonly seed: string })[] = rfc8032.map((one) => {
  return { ...one, isRight: true };
});

export const WYCHEPROOF_SUBSET = casesOfWycheproof(wycheproofSubset);

/** Appendix A: the public key, its thumbprint, and the compact JWS that it has signed. */
export const RFC_8037 = {
  publicKey: "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
  thumbprint: "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k",
  jws: "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg",
} as const;

/** c2sp.org/signed-note. */
export const C2SP_NOTE = {
  key: "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
  note: `This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`,
} as const;
