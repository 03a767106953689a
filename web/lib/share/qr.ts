import { encode } from "uqr";

/** A QR code as one path, a unit per module, its quiet zone included. */
export interface QrDrawing {
  readonly size: number;
  readonly path: string;
}

/** ISO/IEC 18004 asks for four light modules around the code. */
const QUIET_MODULES = 4;

/** Draws on the server: no byte of the encoder reaches a browser. Level M forgives a scratched poster. */
export function drawQr(text: string): QrDrawing {
  const { data, size } = encode(text, { ecc: "M", boostEcc: false, border: QUIET_MODULES });
  return { size, path: data.map(runsOf).join("") };
}

export function qrSvg(text: string): string {
  const { size, path } = drawQr(text);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges">` +
    `<path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`
  );
}

/** Dark modules side by side are one rectangle. */
function runsOf(row: readonly boolean[], y: number): string {
  let path = "";
  for (let x = 0; x < row.length; x += 1) {
    if (row[x] !== true) continue;
    const from = x;
    while (row[x + 1] === true) x += 1;
    path += `M${from} ${y}h${x - from + 1}v1H${from}z`;
  }
  return path;
}
