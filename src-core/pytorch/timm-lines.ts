import type { Analysis } from '../analysis/analyzer.ts';
import type { FlatOperator } from '../analysis/flat-program.ts';
import type { PyClass } from './class-form.ts';
import type { Doc } from './layout.ts';
import { group, lay } from './layout.ts';
import type { Identifiers } from './names.ts';
import { identifier } from './names.ts';
import { valueText } from './print-value.ts';

/** What timm asks of a model: https://github.com/huggingface/pytorch-image-models, timm/models/_builder.py and _features.py. */
export interface TimmFacts {
  readonly root: PyClass;
  readonly analysis: Analysis;
  /** The operators of the design, and the paths of their modules. */
  readonly operators: readonly FlatOperator[];
  readonly paths: ReadonlyMap<string, string>;
  /** The names of the file. */
  readonly names: Identifiers;
}

const line = (name: string, value: string): Doc => [`${valueText(name)}: ${value}`];

/**
 * The lines that make a network known to timm: its configuration and the function that builds it. Null where it scores no image,
 * as timm adapts the first convolution to other images and the last layer to other classes.
 */
export function timmLines({ root, analysis, operators, paths, names }: TimmFacts): readonly string[] | null {
  const args = new Set(root.args.map(({ name }) => name));
  const learned = operators.filter(({ expansion }) => Object.keys(expansion.weights).length > 0);
  const [first, last] = [learned[0], learned.at(-1)];
  const image = analysis.order.map((id) => analysis.items.get(id)!).find(({ inputs }) => inputs.length === 0);
  const size = image?.outputs[0]?.slice(1);
  if (first === undefined || last === undefined || size === undefined) return null;
  if (!args.has('num_classes') || !args.has('in_chans') || size.some((each) => typeof each !== 'bigint'))
    return null;
  const scores = last.expansion.outputs[0]!.at(-1);
  const name = names.take(identifier(analysis.design.title.toLowerCase(), 'model'));
  const { intermediates } = root.parts ?? {};
  const isFlattened = intermediates?.info.some(({ module }) => module.includes('.')) === true;
  const config = group(
    '{',
    [
      line('url', '""'),
      line('num_classes', String(scores)),
      line('input_size', `(${size.join(', ')})`),
      line('first_conv', valueText(paths.get(first.path)!)),
      line('classifier', valueText(paths.get(last.path)!)),
    ],
    '}',
  );
  const features = intermediates?.info.map((_, at) => at).join(', ');
  const cut: readonly Doc[] =
    features === undefined
      ? []
      : [
          [
            'feature_cfg=',
            group(
              '{',
              [
                line('out_indices', `(${features})`),
                ...(isFlattened ? [line('flatten_sequential', 'True')] : []),
              ],
              '}',
            ),
          ],
        ];
  // timm's own name for the rate, under which it may be given.
  const hasRate = args.has('drop_path');
  const rate: readonly Doc[] = hasRate ? [['drop_path=drop_path_rate']] : [];
  return [
    ...lay(['default_cfgs = ', group('{', [[`${valueText(name)}: `, config]], '}')], 0),
    '',
    '',
    '@register_model',
    `def ${name}(pretrained=False, ${hasRate ? 'drop_path_rate=0.0, ' : ''}**kwargs):`,
    `    """${root.name} by timm's own way to build models."""`,
    ...lay(
      [
        'return build_model_with_cfg',
        group('(', [[root.name], [valueText(name)], ['pretrained'], ...cut, ...rate, ['**kwargs']], ')'),
      ],
      4,
    ),
  ];
}
