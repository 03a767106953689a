import { refuseField } from "#lib/server/answers.ts";
import { text, typed } from "#lib/server/command.ts";
import { changeDraft, draftOf } from "#lib/server/draft.ts";
import { nowMs } from "#lib/server/platform.ts";
import { isZone } from "#lib/format/time.ts";
import type { Actions, PageServerLoad } from "./$types";

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const CHOOSERS = ["auto_best", "initiator_pick", "vote"] as const;
/** How long after the bell merchants may still offer, and by how much a missed minimum may move the bell, in hours. */
const OFFER_WINDOWS = ["0", "24", "72", "168"] as const;
const EXTENSIONS = ["0", "24", "48"] as const;
const SPANS_HOURS: Readonly<Record<string, number>> = { day: 24, three: 72, week: 168 };

export const load: PageServerLoad = async (event) => {
  const draft = await draftOf(event);
  return {
    draft,
    nowMs: nowMs(event),
    zones: Intl.supportedValuesOf("timeZone"),
    offerWindows: OFFER_WINDOWS,
    extensions: EXTENSIONS,
  };
};

export const actions: Actions = {
  default: async (event) => {
    const form = await event.request.formData();
    const values = typed(form);
    const choice = text(form, "choice");
    const chooser = CHOOSERS.find((name) => name === text(form, "chooser")) ?? "auto_best";
    const extendHours = hoursOf(EXTENSIONS, text(form, "extendOnce"));
    const afterwards = {
      chooser,
      offerWindowMs: hoursOf(OFFER_WINDOWS, text(form, "offerWindow")) * HOUR_MS,
      splitAllowed: form.has("split"),
      extendOnceMs: extendHours === 0 ? null : extendHours * HOUR_MS,
    };
    const hours = SPANS_HOURS[choice];
    if (hours !== undefined) {
      // A whole minute: people will say it to each other.
      const atMs = Math.ceil((nowMs(event) + hours * HOUR_MS) / MINUTE_MS) * MINUTE_MS;
      return changeDraft(event, { closesAt: new Date(atMs).toISOString(), ...afterwards }, "deposit", values);
    }
    const zone = text(form, "zone");
    if (!isZone(zone)) return refuseField(event, "zone-invalid", "zone", values);
    const local = choice === "tonight" ? `${today(nowMs(event), zone)}T20:00` : text(form, "local");
    const fold = text(form, "fold");
    const closesAtLocal = {
      local: local.length === "YYYY-MM-DDTHH:mm".length ? `${local}:00` : local,
      zone,
      ...(fold !== "" && { fold: Number(fold) }),
    };
    return changeDraft(event, { closesAtLocal, ...afterwards }, "deposit", values);
  },
};

function hoursOf(offered: readonly string[], chosen: string): number {
  return offered.includes(chosen) ? Number(chosen) : 0;
}

function today(atMs: number, zone: string): string {
  return new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(atMs);
}
