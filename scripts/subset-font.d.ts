declare module "subset-font" {
  interface SubsetOptions {
    readonly targetFormat?: "sfnt" | "woff" | "woff2";
    readonly variationAxes?: Readonly<
      Record<string, number | { readonly min?: number; readonly max?: number; readonly default?: number }>
    >;
    readonly preserveNameIds?: readonly number[];
    readonly noLayoutClosure?: boolean;
  }
  /** Cuts a font down to the glyphs of `text`. */
  export default function subsetFont(font: Buffer, text: string, options?: SubsetOptions): Promise<Buffer>;
}
