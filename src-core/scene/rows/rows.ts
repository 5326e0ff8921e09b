/** Where the items of a level stand across the flow: one row is one straight line along it. */
export interface Rows {
  /** By item name; between two rows where the number is no integer. */
  readonly rows: ReadonlyMap<string, number>;
  /** True where it says nothing which row is the first: the mirror image is as good. */
  readonly canMirror: boolean;
}
