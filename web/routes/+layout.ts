import { groupsOfRoute, loadMessages } from "#lib/i18n/load.ts";
import type { LayoutLoad } from "./$types";

export const load: LayoutLoad = async ({ data, route }) => ({
  ...data,
  messages: await loadMessages(data.viewer.locale, groupsOfRoute(route.id)),
});
