import type { App as UseCases, Caller } from "../worker/app/app.ts";
import type { Theme } from "./lib/server/preferences.ts";

declare global {
  namespace App {
    interface Locals {
      caller: Caller | null;
      locale: string;
      zone: string;
      country: string | null;
      theme: Theme;
      calm: "second" | "minute" | "hidden";
      /** Names this request in an error page and in the log. */
      code: string;
    }
    interface Platform {
      app: UseCases;
      /** The Worker's own clock, in ms. It dates a page; it never decides. */
      nowMs(): number;
      /** What it read when this request came in, before anything else (T6). */
      arrivedAtMs: number;
      /** Where this deployment lives, `https://host[:port]`: links that leave the site begin with it. */
      origin: string;
      /** The document of the API (OpenAPI 3.1), the same that `/api/v1/openapi.json` serves. */
      apiDocument(): object;
      /** What the edge knows about the visitor, as a first guess only. */
      zone?: string;
      country?: string;
    }
    interface PageState {
      sheet?: "join" | "leave" | "pay" | "cancel" | "clock";
    }
    interface Error {
      message: string;
      slug?: string;
      code?: string;
    }
  }
}
