/** The one place where pages take chance and ids from the platform: forms made on the server, presses made in the browser. */

/** The number of a press: sending it twice is then one command. */
export function newCommandId(): string {
  // eslint-disable-next-line no-restricted-syntax -- a browser has no adapters to be handed
  return crypto.randomUUID();
}

/** From 0 to below 1, to spread what would otherwise happen everywhere at once. */
export function chance(): number {
  // eslint-disable-next-line no-restricted-syntax -- as above
  return Math.random();
}
