const PATIENCE_MS = 10_000;

interface LinkedFile {
  readonly name: string;
  readonly text: string;
}

/**
 * A receipt of this site and, where it has one already, its proof, word for word as the site gives them.
 *
 * @returns null where the receipt cannot be had
 */
export async function linkedFiles(
  receiptId: string,
  fetch: typeof globalThis.fetch,
): Promise<readonly LinkedFile[] | null> {
  const get = async (path: string) => {
    const answer = await fetch(path, { signal: AbortSignal.timeout(PATIENCE_MS) }).catch(() => null);
    return answer?.ok === true ? answer.text().catch(() => null) : null;
  };
  const address = `/api/v1/receipts/${receiptId}`;
  const receipt = await get(address);
  if (receipt === null) return null;
  const proof = await get(`${address}/proof`);
  return [
    { name: `${receiptId}.json`, text: receipt },
    ...(proof === null ? [] : [{ name: `${receiptId}.tlog-proof`, text: proof }]),
  ];
}
