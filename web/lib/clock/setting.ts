/** How often faces may change on this device (web.md 1.3, WCAG 2.2.2): each second, each minute, or not until the end. */
export const CALM_SETTINGS = ["second", "minute", "hidden"] as const;
export type Calm = (typeof CALM_SETTINGS)[number];

export const CALM_COOKIE = "calm";
/** "Hidden" ends here: in the last ten minutes everybody may want to see the time. */
export const CALM_SHOWS_BELOW_MS = 600_000;

export function isCalm(text: string | undefined): text is Calm {
  return CALM_SETTINGS.some((setting) => setting === text);
}
