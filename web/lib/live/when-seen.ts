/** Runs when the page is looked at: at once, or when it is shown again. Hidden pages have no timers and ask for nothing. */
export function whenSeen(run: () => void): void {
  if (document.hidden) document.addEventListener("visibilitychange", () => whenSeen(run), { once: true });
  else run();
}
