import { conditionSentence } from '../../../src-core/algebra/condition.ts';
import { substitute } from '../../../src-core/algebra/evaluate.ts';
import { symbol } from '../../../src-core/algebra/expression.ts';
import { toLatex } from '../../../src-core/algebra/print.ts';
import type { Analysis } from '../../../src-core/analysis/analyzer.ts';
import { analyze } from '../../../src-core/analysis/analyzer.ts';
import { definitionFormulas } from '../../../src-core/analysis/formulas/definition-formulas.ts';
import { catalogue } from '../../../src-core/catalogue.ts';
import type { Design } from '../../../src-core/document/design.ts';
import { emptyDesign } from '../../../src-core/document/design.ts';
import type { Definition } from '../../../src-core/language/definition.ts';
import type { Values } from '../../../src-core/language/field.ts';
import { defaultValue } from '../../../src-core/language/field.ts';

/** Blocks worth a look of their own, small enough to be read whole. */
const chosen = ['hs-block', 'res2net-block', 'ghost-module', 'bottleneck'];

export interface SingleBlock {
  readonly definition: Definition;
  /** The block between an Input of the sizes it wants and an Output. */
  readonly design: Design;
  readonly analysis: Analysis;
  /** Name of the block in the design. */
  readonly id: string;
  /** The structural field that shapes it, `s = 5`. */
  readonly hint: string;
  /** Closed form of its convolution weights. */
  readonly latex: string | null;
  /** When the closed form is exact: `8 divides w`; null where it always is. */
  readonly condition: string | null;
}

/** Rows, columns and channels where no field of the block says how many. */
const freeSizes: Readonly<Record<string, bigint>> = { H: 56n, W: 56n };
const freeChannels = 64n;

const structuralOf = ({ fields }: Definition) =>
  Object.entries(fields).filter(([, field]) => field.kind !== 'dimension');

function make(definition: Definition): SingleBlock | null {
  const values: Values = Object.fromEntries(
    Object.entries(definition.fields).map(([name, field]) => [name, defaultValue(field)]),
  );
  const [shape] = definition.symbolicInputs?.(values, (name) => freeSizes[name] ?? freeChannels) ?? [];
  if (shape === undefined || shape.length !== 4) return null;
  const [, channels, height, width] = shape.map(Number);
  const id = definition.id;
  const design: Design = {
    ...emptyDesign(definition.title),
    nodes: [
      {
        id: 'input',
        definition: 'input',
        fields: { channels: channels!, height: height!, width: width! },
        position: { x: 0, y: 0 },
      },
      { id, definition: id, fields: {}, position: { x: 0, y: 104 } },
      { id: 'output', definition: 'output', fields: {}, position: { x: 0, y: 208 } },
    ],
    edges: [
      { id: 'e1', from: { node: 'input', port: 'out' }, to: { node: id, port: 'in' } },
      { id: 'e2', from: { node: id, port: 'out' }, to: { node: 'output', port: 'in' } },
    ],
  };
  const bound = Object.fromEntries(structuralOf(definition).map(([name]) => [name, values[name]]));
  const formulas = definitionFormulas(definition, { bound: bound as Values });
  const isArranged = definition.kind === 'block' && definition.arrange !== undefined;
  const shaping = Object.entries(definition.fields).find(
    ([, field]) => isArranged && field.kind === 'structural',
  );
  // formulas name fields; a card has room for their symbols
  const names = new Map(
    Object.entries(definition.fields).flatMap(([name, field]) =>
      field.kind === 'dimension' ? [[name, field.symbol] as const] : [],
    ),
  );
  const symbols = new Map([...names].map(([name, short]) => [name, symbol(short)]));
  const weights = formulas.ok ? formulas.value.parts.conv : null;
  return {
    definition,
    design,
    analysis: analyze(design, catalogue),
    id,
    hint: shaping === undefined ? '' : `${shaping[0]} = ${values[shaping[0]]}`,
    latex: weights === null ? null : toLatex(substitute(weights.form, symbols)),
    condition: conditionSentence(
      (weights?.condition ?? []).map((each) => ({ ...each, symbol: names.get(each.symbol) ?? each.symbol })),
    ),
  };
}

let known: readonly SingleBlock[] | null = null;

/** The blocks that are offered on their own, worked out once. */
export function singleBlocks(): readonly SingleBlock[] {
  known ??= chosen.flatMap((id) => {
    const definition = catalogue.definitionOf(id);
    const block = definition === undefined ? null : make(definition);
    return block === null ? [] : [block];
  });
  return known;
}
