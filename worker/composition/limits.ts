import type { Config } from "../env.ts";
import { MODES } from "../modes.ts";

/** Where everybody shares one machine and one address, the first line against abuse would only stop ourselves. */
export function limitsOf({ mode }: Config) {
  const times = MODES[mode].reach === "own-network" ? 1_000 : 1;
  return {
    perCredential: { name: "credential", burst: 200 * times, perMinute: 600 * times },
    perAddress: { name: "address", burst: 120 * times, perMinute: 300 * times },
    newcomers: { name: "demo-buyer", burst: 10 * times, perMinute: 10 * times },
  };
}
