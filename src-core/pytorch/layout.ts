/**
 * Code of one statement as black lays it out: on one line where it fits, else what stands between the last brackets one
 * below the other. https://black.readthedocs.io/en/stable/the_black_code_style/current_style.html
 */
export type Doc = readonly (string | Group)[];

interface Group {
  readonly open: string;
  readonly items: readonly Doc[];
  readonly close: string;
  /** Whether items are parted by commas; a comprehension's parts are not. */
  readonly commas: boolean;
}

/** The line width of black. */
export const width = 88;

export const group = (open: string, items: readonly Doc[], close: string, commas = true): Group => ({
  open,
  items,
  close,
  commas,
});

/** A document on one line. */
export function flat(doc: Doc): string {
  return doc
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      const items = piece.items.map(flat).join(piece.commas ? ', ' : ' ');
      const comma = piece.open === '(' && piece.close === ',)' ? ',)' : piece.close;
      return `${piece.open}${items}${comma}`;
    })
    .join('');
}

/** The lines of a document that stands so deep, between what its first line begins and its last line ends with. */
export function lay(doc: Doc, depth: number, before = '', after = ''): string[] {
  const indent = ' '.repeat(depth);
  const line = `${indent}${before}${flat(doc)}${after}`;
  const at = doc.findLastIndex((piece) => typeof piece !== 'string' && piece.items.length > 0);
  if (line.length <= width || at < 0) return [line];
  const { open, items, close, commas } = doc[at] as Group;
  const inside = items.flatMap((item) => lay(item, depth + 4, '', commas ? ',' : ''));
  const head = `${indent}${before}${flat(doc.slice(0, at))}${open}`;
  return [head, ...inside, `${indent}${close.replace(',', '')}${flat(doc.slice(at + 1))}${after}`];
}
