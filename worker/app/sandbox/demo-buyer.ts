import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import type { JoinAnswer } from "../../contract/group-buy.ts";
import { problem } from "../../contract/problems.ts";
import { toBase64Url } from "../../core/base64url.ts";
import { err, ok } from "../../core/result.ts";
import type { Answer, GroupBuyUseCases } from "../app.ts";
import type { Clock } from "../clock.ts";
import type { Ids } from "../ids.ts";
import { addPlayPerson, openPlaySession, playedBy } from "../people/play-people.ts";
import { checkCountry, checkLocale, checkZone } from "../people/fields.ts";
import type { PeopleStore, SessionStore } from "../people/store.ts";
import type { RateLimit, RateLimiter } from "../rate-limiter.ts";
import type { DemoJoin } from "./demo-join.ts";

export interface DemoBuyerDependencies {
  readonly groupBuys: Pick<GroupBuyUseCases, "join">;
  readonly people: PeopleStore;
  readonly sessions: Pick<SessionStore, "add">;
  readonly clock: Clock;
  readonly ids: Ids;
  /** How many demo buyers an address may become. */
  readonly newcomers: { readonly limiter: RateLimiter; readonly limit: RateLimit };
}

const FORM_ID = /^[0-9a-f-]{36}$/;

/**
 * Makes somebody who says in their name that they are a demo, lets them join with a test card like everybody, and opens
 * a session for them. A refusal leaves the visitor who they were: nobody.
 */
export async function joinAsDemoBuyer(
  deps: DemoBuyerDependencies,
  groupBuyId: string,
  { commandId, locale, zone, userAgent, address, ...seat }: DemoJoin,
): Answer<{ readonly token: string; readonly join: JoinAnswer }> {
  if (!FORM_ID.test(commandId)) return err(problem("idempotency-key-malformed"));
  const { limiter, limit } = deps.newcomers;
  const verdict = await limiter.take(`${limit.name}:${address}`, limit);
  if (!verdict.isAllowed) {
    const { retryAfterSeconds } = verdict;
    return err(problem("rate-limited", { retryAfterSeconds, facts: { retryAfterSeconds } }));
  }

  const digest = sha256(utf8ToBytes(`demo-buyer\n${groupBuyId}\n${commandId}`));
  const person = await addPlayPerson(deps, {
    role: "buyer",
    name: `Demo buyer ${String(((digest[30] ?? 0) << 8) | (digest[31] ?? 0)).padStart(5, "0")}`,
    country: checkCountry(seat.country).ok ? seat.country : null,
    locale: checkLocale(locale).ok ? locale : "en",
    zone: checkZone(zone).ok ? zone : "UTC",
    key: toBase64Url(digest.slice(0, 15)),
  });
  const joined = await deps.groupBuys.join(playedBy(person), groupBuyId, {
    ...seat,
    commandId,
    ...(!seat.waitlist && { instrument: "sandbox:ok" }),
  });
  if (!joined.ok) return joined;
  return ok({ token: await openPlaySession(deps, person, userAgent), join: joined.value });
}
