/** Codes in front of the camera, read by the browser itself; nothing of the picture leaves it. */

/** What browsers have of the Shape Detection API; the type library does not know it. */
export interface CodeReader {
  detect(picture: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}

interface CodeReaderClass {
  new (options: { readonly formats: readonly string[] }): CodeReader;
  getSupportedFormats(): Promise<readonly string[]>;
}

const FORMAT = "qr_code";
/** Often enough for a steady hand, seldom enough for a warm one. */
const LOOK_EVERY_MS = 250;

/** Null where this browser reads no QR codes: some have the interface and no reader behind it. */
export async function codeReaderHere(): Promise<CodeReader | null> {
  const { BarcodeDetector: reader } = globalThis as { readonly BarcodeDetector?: CodeReaderClass };
  const formats = (await reader?.getSupportedFormats().catch(() => [])) ?? [];
  const hasCamera = (navigator.mediaDevices as MediaDevices | undefined) !== undefined;
  return reader !== undefined && hasCamera && formats.includes(FORMAT) ? new reader({ formats: [FORMAT] }) : null;
}

/** `denied`: by the person or by their settings. `failed`: there is none, or another program has it. */
export type NoCamera = "denied" | "failed";

export async function openCamera(devices: Pick<MediaDevices, "getUserMedia">): Promise<MediaStream | NoCamera> {
  try {
    return await devices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
  } catch (error) {
    return error instanceof Error && ["NotAllowedError", "SecurityError"].includes(error.name) ? "denied" : "failed";
  }
}

export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/**
 * Looks until there is a code.
 *
 * @param isOver asked before every look
 * @returns null where it was over before one was found
 */
export async function nextCode(
  reader: CodeReader,
  picture: HTMLVideoElement,
  isOver: () => boolean,
  after: (delayMs: number) => Promise<unknown>,
): Promise<string | null> {
  while (!isOver()) {
    // A picture that is not there yet cannot be looked at.
    const [code] = await reader.detect(picture).catch(() => []);
    if (isOver()) break;
    if (code !== undefined && code.rawValue !== "") return code.rawValue;
    await after(LOOK_EVERY_MS);
  }
  return null;
}
