/**
 * Runs `tell` once when the parent process is gone. A parent that is killed outright cannot pass the signal on, and
 * a server that outlived it would hold its port and its database files.
 *
 * @param {() => void} tell
 */
export function onParentDeath(tell) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    tell();
  }, 500);
  watch.unref();
}
