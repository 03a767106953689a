/** The Worker with a search database that can be taken away, and set back, by whoever asks at its door. */
import main, { GroupBuy, MerchantAccount, SandboxBank } from "../../worker/main.ts";

export { GroupBuy, MerchantAccount, SandboxBank };

let isAway = false;

function withSwitch(search: D1Database): D1Database {
  return new Proxy(search, {
    get(target, name) {
      if (isAway && (name === "prepare" || name === "batch")) throw new Error("D1_ERROR: Network connection lost.");
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? (value.bind(target) as unknown) : value;
    },
  });
}

let switched: Env | null = null;

async function fault(word: string, { SEARCH }: Env): Promise<Response> {
  isAway = word === "away";
  if (word === "stale") {
    await SEARCH.prepare("UPDATE index_keeping SET fresh_at_ms = ?1")
      .bind(Date.now() - 11.5 * 60_000)
      .run();
  }
  return new Response(word);
}

export default {
  ...main,
  async fetch(request: Request, env: Env) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === "/search-fault") return fault(searchParams.get("word") ?? "", env);
    switched ??= { ...env, SEARCH: withSwitch(env.SEARCH) };
    return main.fetch(request as Parameters<typeof main.fetch>[0], switched);
  },
};
