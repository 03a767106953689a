import type { LogSigner } from "../app/log-signer.ts";
import { listedKeys, type ToldKey } from "../core/keys/lineage.ts";
import { formatNote } from "../core/log/signed-note.ts";
import { assert } from "../core/result.ts";
import type { Config, PrivateKeyJwk } from "../env.ts";

/** Without a public origin there is one host name or none at all, and the keys tell deployments apart. */
export function logHostOf({ publicOrigin }: Pick<Config, "publicOrigin">): string {
  return publicOrigin === null ? "localhost" : new URL(publicOrigin).host;
}

const ED25519 = { name: "Ed25519" };

/** Signs with the deployment's one current key. The key cannot be exported again once it is in here. */
export async function createLogSigner(
  host: string,
  key: PrivateKeyJwk,
  retired: readonly ToldKey[] = [],
): Promise<LogSigner> {
  const keys = listedKeys({ current: key, retired }).map(({ kid: _, ...listed }) => ({ name: host, ...listed }));
  const [current] = keys;
  assert(current !== undefined, "there is a current key");
  const { kty, crv, x, d } = key;
  const privateKey = await crypto.subtle.importKey("jwk", { kty, crv, x, d }, ED25519, false, ["sign"]);
  return {
    host,
    async sign(text) {
      const signature = await crypto.subtle.sign(ED25519, privateKey, new TextEncoder().encode(text));
      return formatNote(text, [{ key: current, signature: new Uint8Array(signature) }]);
    },
    verifierKeys: () => keys,
  };
}
