/** Either a demand (of the multilingual set) or a product (of a shop's catalogue): what is missing is left out. */
export interface BenchDocument {
  readonly id: string;
  readonly title: string;
  /** BCP 47; English where none is said. */
  readonly lang?: string;
  readonly description?: string;
  readonly brand?: string;
  readonly attributes?: string;
  readonly category?: string;
  readonly quantity?: number;
  readonly unit?: string;
  /** In whole units of its currency. */
  readonly targetPrice?: number;
  readonly currency?: string;
}
