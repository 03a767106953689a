import { getContext, setContext } from "svelte";
import type { Calm } from "./clock/setting.ts";

/** What pages need to know about who looks: never who they are, only how to speak to them. */
export interface Viewer {
  readonly locale: string;
  readonly zone: string;
  readonly country: string | null;
  readonly calm: Calm;
  readonly isSignedIn: boolean;
  /** Whether there is a console for them. */
  readonly isOperator: boolean;
  readonly isLive: boolean;
  /** The Worker's clock when the page was made, in ms. */
  readonly nowMs: number;
}

const CONTEXT = Symbol("viewer");

export function provideViewer(viewer: () => Viewer): void {
  setContext(CONTEXT, viewer);
}

/** Returns a getter, so that a change of zone reaches every text. */
export function useViewer(): () => Viewer {
  return getContext<() => Viewer>(CONTEXT);
}
