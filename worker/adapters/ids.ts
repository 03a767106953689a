import type { Clock } from "../app/clock.ts";
import type { Ids } from "../app/ids.ts";
import { typeId, uuidV7Bytes } from "../core/id.ts";

/** Ids and secrets from the platform's random source. */
export function createIds(clock: Clock): Ids {
  const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));
  return {
    next: (prefix) => typeId(prefix, uuidV7Bytes(clock.nowMs(), randomBytes(10))),
    randomBytes,
  };
}
