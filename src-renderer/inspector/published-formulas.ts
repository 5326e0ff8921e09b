import type { PrintedFormula } from '../../src-core/document/design.ts';
import { t } from '../locale/translate.ts';
import { dispatch } from '../store/document.ts';
import { editedBlock } from '../store/own-blocks.ts';

/** Puts another formula in the place of one that is published of the block that is edited, or (null) takes it away. */
export function setPublished(index: number, formula: PrintedFormula | null): void {
  const { published = [] } = editedBlock() ?? {};
  replace(formula === null ? published.toSpliced(index, 1) : published.with(index, formula));
}

/** Adds a formula of the weights of the convolutions, still to be written, to the block that is edited. */
export function addPublished(): void {
  const { published = [] } = editedBlock() ?? {};
  const title = t('Formula {number}', { number: String(published.length + 1) });
  replace([...published, { title, of: 'conv', claim: 'equal', formula: '' }]);
}

function replace(published: readonly PrintedFormula[]): void {
  const block = editedBlock();
  if (block === undefined) return;
  const { published: _, ...rest } = block;
  dispatch(
    { kind: 'setBlock', block: published.length === 0 ? rest : { ...rest, published } },
    { label: t('Edit what is published of {title}', { title: block.title }) },
  );
}
