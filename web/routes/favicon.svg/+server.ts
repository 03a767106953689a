import { MARK } from "#lib/brand.ts";

const { cx, cy, r } = MARK.bell;
const ICON =
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="#2430c8" d="M0 0h32v32H0z"/>` +
  `<g transform="translate(3 3) scale(.8125)"><path fill="#fff" d="${MARK.steps}"/>` +
  `<circle cx="${cx}" cy="${cy}" r="${r}" fill="#ffb800"/></g></svg>`;

export const prerender = true;

export function GET(): Response {
  return new Response(ICON, { headers: { "content-type": "image/svg+xml", "cache-control": "public, max-age=86400" } });
}
