import { refuse, refuseForm } from "./refused.ts";

export const URL_LENGTH_MAXIMUM = 8_192;

const CREDENTIAL_NAMES = /^(?:access_?token|auth|authorization|api_?key|bearer|key|password|secret|session|token)$/i;

/**
 * Rules that hold for every call, before anybody asks who is calling (bad inputs 13, 16, 17, 70).
 * @param answerType what the call answers where that is not JSON; its refusals are JSON all the same
 */
export function checkRequest(request: Request, answerType?: string): void {
  if (request.url.length > URL_LENGTH_MAXIMUM) {
    refuse("uri-too-long", { facts: { lengthMaximum: URL_LENGTH_MAXIMUM } });
  }
  refuseCredentialInUrl(new URL(request.url));
  const accept = request.headers.get("accept");
  if (accept !== null && !accepts(accept, typesOf(answerType))) {
    const name = answerType === undefined ? "JSON. Accept application/json" : `${answerType}. Accept it`;
    refuseForm("not-acceptable", `Answers are ${name}, or leave it to curl.`);
  }
}

/** A credential in an address ends up in logs and histories, so it is refused even where it would have been valid. */
function refuseCredentialInUrl(url: URL): void {
  for (const [name, value] of url.searchParams) {
    if (isCredential(name, value)) {
      refuseForm("credential-in-url", "This key is exposed: revoke it, and send the new one as a header.");
    }
  }
}

/** The same address without what must not stand in one. */
export function withoutCredentials(url: URL): URL {
  const clean = new URL(url);
  for (const [name, value] of url.searchParams) if (isCredential(name, value)) clean.searchParams.delete(name);
  return clean;
}

function isCredential(name: string, value: string): boolean {
  return CREDENTIAL_NAMES.test(name) || value.startsWith("gbk_");
}

const JSON_TYPES = ["*/*", "application/*", "application/json", "application/problem+json"];

function typesOf(answerType: string | undefined): readonly string[] {
  return answerType === undefined ? JSON_TYPES : ["*/*", `${answerType.split("/")[0] ?? ""}/*`, answerType];
}

function accepts(accept: string, types: readonly string[]): boolean {
  return accept.split(",").some((range) => {
    const [type = "", ...parameters] = range.split(";").map((part) => part.trim().toLowerCase());
    const isExcluded = parameters.some((parameter) => /^q=0(?:\.0{0,3})?$/.test(parameter));
    return !isExcluded && types.includes(type);
  });
}

const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * A browser sends cookies along with requests that another site made it send. So an unsafe request without a bearer key
 * must come from our own pages (bad input 71). Without cookie, Origin and Sec-Fetch-Site no browser sent it.
 */
export function checkSameOrigin(request: Request, ownOrigin: string): void {
  if (SAFE_METHODS.has(request.method) || request.headers.has("authorization")) return;
  const origin = request.headers.get("origin");
  const site = request.headers.get("sec-fetch-site");
  if (site === "same-origin" || origin === ownOrigin) return;
  if (site === null && origin === null && !request.headers.has("cookie")) return;
  refuse("origin-forbidden", { detail: `Only pages of ${ownOrigin} may send this.` });
}
