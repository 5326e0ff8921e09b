/** Terms of a derivation as they are drawn, in reading order. */
const termsIn = (root: Element): readonly HTMLElement[] => [
  ...root.querySelectorAll<HTMLElement>('[data-term]'),
];

const lineOf = (term: HTMLElement): string => term.dataset.term!.split(':')[0]!;

/** The first term of the nearest line before or after that of a term. */
function inLine(terms: readonly HTMLElement[], index: number, step: 1 | -1): HTMLElement | undefined {
  const own = lineOf(terms[index]!);
  for (let at = index + step; at >= 0 && at < terms.length; at += step) {
    const line = lineOf(terms[at]!);
    if (line !== own) return terms.find((term) => lineOf(term) === line);
  }
  return undefined;
}

/** The term that a key leads to from the one that has the keyboard; undefined where it leads nowhere. */
export function termAfter(root: Element, from: Element, key: string): HTMLElement | undefined {
  const terms = termsIn(root);
  const index = terms.indexOf(from as HTMLElement);
  if (index < 0) return undefined;
  switch (key) {
    case 'ArrowRight':
      return terms[index + 1];
    case 'ArrowLeft':
      return terms[index - 1];
    case 'ArrowDown':
      return inLine(terms, index, 1);
    case 'ArrowUp':
      return inLine(terms, index, -1);
    case 'Home':
      return terms[0];
    case 'End':
      return terms.at(-1);
    default:
      return undefined;
  }
}
