import type { LayoutServerLoad } from "./$types";

export const load: LayoutServerLoad = ({ locals, platform, depends }) => {
  depends("onebell:viewer");
  return {
    viewer: {
      locale: locals.locale,
      zone: locals.zone,
      country: locals.country,
      calm: locals.calm,
      isSignedIn: locals.caller !== null,
      isOperator: locals.caller !== null && (locals.caller.needsPasskey || locals.caller.roles.includes("operator")),
      isLive: platform?.app.mode === "live",
      nowMs: platform?.nowMs() ?? 0,
    },
  };
};
