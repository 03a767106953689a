// What wrangler.toml cannot say: the mode is given to each start and deployment (`--var DEPLOYMENT_MODE:…`), never a default.
declare namespace Cloudflare {
  interface Env {
    DEPLOYMENT_MODE: string;
    EMAIL?: SendEmail;
    AI?: Ai;
    MEANINGS?: Vectorize;
  }
}

interface Env {
  DEPLOYMENT_MODE: string;
  /** Where mail leaves through Cloudflare (wrangler.toml). */
  EMAIL?: SendEmail;
  /** Where demands are also found by what they mean (docs/operations.md): both, or none. */
  AI?: Ai;
  MEANINGS?: Vectorize;
}
