import { platformLog } from "../adapters/log.ts";
import { type Config, ConfigError, parseConfig } from "../env.ts";
import { isFromTheFront } from "../http/tls-front.ts";
import { mayAnswerAt } from "../modes.ts";

/** All that keeps this deployment from answering this request, said once in the log of each isolate. */
export function faultsFor(request: Request, env: Env): ConfigError | null {
  try {
    told ??= parseConfig(env);
    const { mode, frontKey } = told;
    const { hostname } = new URL(request.url);
    if (mayAnswerAt(mode, hostname) || isFromTheFront(request, frontKey)) return null;
    const what = `is ${mode}, where everybody may be an operator: it answers on its own network only, not on ${hostname}`;
    throw new ConfigError([{ variable: "DEPLOYMENT_MODE", what }]);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    if (error.message !== saidFault) platformLog.error("not-configured", error.message);
    saidFault = error.message;
    return error;
  }
}

let told: Config | null = null;
let saidFault: string | null = null;
