import { useCases, valueOf } from "#lib/server/platform.ts";
import type { PageServerLoad } from "./$types";

export const load: PageServerLoad = async (event) => ({ status: valueOf(await useCases(event).status.now()) });
