import type { EventType, Of } from "./events.ts";
import type { GroupBuy } from "./state/state.ts";

/** What each event of a part changes: one entry for one event, none left out. */
export type Fold<T extends EventType> = { readonly [K in T]: (groupBuy: GroupBuy, event: Of<K>) => void };
