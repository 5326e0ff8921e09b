import type { OpenedCheckpoint } from '../../src-core/contract.ts';
import type { Edit } from '../../src-core/document/edit.ts';
import { issue } from '../../src-core/errors.ts';
import { integerText } from '../../src-core/format.ts';
import type { Filled } from '../../src-core/pytorch/checkpoint.ts';
import { headerBytes, lengthBytes, readHeader } from '../../src-core/pytorch/safetensors-read.ts';
import { t } from '../locale/translate.ts';
import { dispatch, useDocument } from '../store/document.ts';
import { toastIssues } from '../ui/toast-issues.ts';
import { toast } from '../ui/toasts.ts';
import { fillDesign } from '../work/core-thread.ts';
import { fileName } from './design-name.ts';
import { askChoice } from './questions.ts';

const sizes = (shape: readonly number[]): string => shape.join(' × ');

/** What of a checkpoint fits, line by line: what does not comes first. */
function linesOf({ fitted, missing, misfits, leftOver }: Filled): readonly string[] {
  return [
    ...misfits.map(({ name, expected, got }) =>
      t('{name} has other sizes: {got} for {expected}', { name, got: sizes(got), expected: sizes(expected) }),
    ),
    ...missing.map((name) => t('{name} is missing, and stays new', { name })),
    ...leftOver.map((name) => t('{name} is left over', { name })),
    ...fitted.map((name) => t('{name} fits', { name })),
  ];
}

/** The edit that gives the open design the weights of another form of it. */
function editTo({
  design,
  weights,
}: {
  readonly design: Filled['design'];
  readonly weights: OpenedCheckpoint['weights'];
}): Edit {
  const before = new Map(useDocument.getState().whole.nodes.map((node) => [node.id, node.weights]));
  const items = design.nodes.flatMap(({ id, weights: stored }) =>
    stored === undefined && before.get(id) === undefined ? [] : [{ id, weights: stored ?? null }],
  );
  return { kind: 'setStoredWeights', file: weights, items };
}

async function fitted(checkpoint: OpenedCheckpoint): Promise<Filled | null> {
  const design = useDocument.getState().whole;
  const { tensors, weights, path } = checkpoint;
  const filled = await fillDesign({ kind: 'checkpoint', design, tensors, weights });
  if (!filled.ok) {
    toastIssues(filled.issues);
    return null;
  }
  if (filled.value.fitted.length > 0) return filled.value;
  toastIssues([issue('weights/none-fits', { file: path })]);
  return null;
}

const countsText = ({ fitted: fits, missing, misfits, leftOver }: Filled): string =>
  t('{fits} tensors fit by their names; missing {missing}, of other sizes {misfits}, left over {left}.', {
    fits: integerText(fits.length),
    missing: integerText(missing.length),
    misfits: integerText(misfits.length),
    left: integerText(leftOver.length),
  });

/** Says which tensors of a checkpoint fit the open design, and lets it take them. */
export async function takeWeights(checkpoint: OpenedCheckpoint): Promise<void> {
  const { opened } = useDocument.getState();
  const filled = await fitted(checkpoint);
  if (filled === null) return;
  const file = fileName(checkpoint.path);
  const answer = await askChoice({
    title: t('Weights of {file}', { file }),
    text: countsText(filled),
    details: { title: t('By name'), lines: linesOf(filled) },
    choices: [
      { id: 'cancel', label: t('Cancel'), look: 'plain' },
      { id: 'take', label: t('Take these weights'), look: 'primary' },
    ],
  });
  if (answer !== 'take' || useDocument.getState().opened !== opened) return;
  const edit = editTo({ design: filled.design, weights: checkpoint.weights });
  if (!dispatch(edit, { ofWhole: true })) return;
  toast({ tone: 'good', text: t('The weights of {file} are those of the design', { file }) });
}

/** Says of a dropped checkpoint which tensors fit; a window never learns where it lies, so their values are taken where it is opened. */
export async function showDroppedWeights(file: File): Promise<void> {
  const bytes = async (from: number, to: number) => new Uint8Array(await file.slice(from, to).arrayBuffer());
  const length = headerBytes(await bytes(0, lengthBytes), file.size);
  const header = length.ok ? await bytes(lengthBytes, lengthBytes + length.value) : new Uint8Array();
  const tensors = length.ok ? readHeader(header, file.size) : length;
  if (!tensors.ok) return toastIssues(tensors.issues);
  const weights = { file: file.name, format: 'safetensors', sha256: '' } as const;
  const filled = await fitted({ path: file.name, tensors: tensors.value, weights });
  if (filled === null) return;
  await askChoice({
    title: t('Weights of {file}', { file: file.name }),
    text: `${countsText(filled)} ${t('A window does not learn where a dropped file lies: open it by its path, and the design takes its values.')}`,
    details: { title: t('By name'), lines: linesOf(filled) },
    choices: [{ id: 'close', label: t('Close'), look: 'primary' }],
  });
}
