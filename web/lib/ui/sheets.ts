import { goto } from "$app/navigation";

export type SheetName = NonNullable<App.PageState["sheet"]>;

/** Opens a sheet as an entry of the history: Back closes it. Where the link has a page of its own, that works without scripts. */
export function openSheet(event: MouseEvent, sheet: SheetName, url: string): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
  event.preventDefault();
  void goto(url, { state: { sheet }, shallow: true });
}

export function closeSheet(): void {
  history.back();
}
