import { goto } from "$app/navigation";
import { page } from "$app/state";

export type SheetName = NonNullable<App.PageState["sheet"]>;

/** The step back that closes a sheet, while it is under way. */
let closing: Promise<void> | null = null;
let opening = false;

/** Opens a sheet as an entry of the history: Back closes it. Where the link has a page of its own, that works without scripts. */
export function openSheet(event: MouseEvent, sheet: SheetName, url: string): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  // Pressed twice is opened once: a second entry would need a second step back.
  if (opening || (closing === null && page.state.sheet === sheet)) return;
  opening = true;
  void open(sheet, url).finally(() => (opening = false));
}

async function open(sheet: SheetName, url: string): Promise<void> {
  // One step back in the history takes a moment, and would close what is opened before it is done.
  await closing;
  await goto(url, { state: { sheet }, shallow: true });
}

/** Closes the sheet that is open by one step back in the history; asked again before that is done, it does nothing. */
export function closeSheet(): void {
  closing ??= new Promise((resolve) => {
    addEventListener(
      "popstate",
      () => {
        closing = null;
        resolve();
      },
      { once: true },
    );
    history.back();
  });
}
