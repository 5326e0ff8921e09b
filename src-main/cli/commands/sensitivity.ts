import type { Rational } from '../../../src-core/algebra/expression.ts';
import { toText } from '../../../src-core/algebra/print.ts';
import { axisText } from '../../../src-core/design-space/axis.ts';
import type { Sensitivity } from '../../../src-core/design-space/sensitivity.ts';
import { sensitivity } from '../../../src-core/design-space/sensitivity.ts';
import { ok } from '../../../src-core/errors.ts';
import { integerText, unknown } from '../../../src-core/format.ts';
import type { Outcome } from '../answer.ts';
import type { Json } from '../json.ts';
import { rationalJson } from '../json.ts';
import { axisJson, countsByName, openSpace } from '../opened-space.ts';
import type { DesignOptions } from '../prepared.ts';
import { table } from '../table.ts';

export interface SensitivityOptions extends DesignOptions {
  readonly of: string;
}

const rationalText = (value: Rational | null): string =>
  value === null
    ? unknown
    : value.denominator === 1n
      ? integerText(value.numerator)
      : `${integerText(value.numerator)}/${integerText(value.denominator)}`;

/** A ratio of two counts to three decimals. */
const decimalText = (value: Rational | null): string =>
  value === null ? unknown : (Number((value.numerator * 1000n) / value.denominator) / 1000).toFixed(3);

const countText = (count: bigint | null): string => (count === null ? unknown : integerText(count));

const rowOf = ({ axis, slope, slopeNow, elasticity, steps }: Sensitivity): string[] => [
  axis.name,
  axisText(axis, axis.value),
  slope === null ? unknown : toText(slope),
  rationalText(slopeNow),
  decimalText(elasticity),
  ...steps.map(countText),
];

const jsonOf = ({ axis, slope, slopeNow, elasticity, steps }: Sensitivity): Json => ({
  name: axis.name,
  value: axisJson(axis, axis.value),
  step: axis.step === undefined ? 1 : axisJson(axis, 1n),
  derivative: slope && toText(slope),
  derivativeNow: rationalJson(slopeNow),
  elasticity: rationalJson(elasticity),
  oneLess: steps[0],
  now: steps[1],
  oneMore: steps[2],
});

/** How a count answers to every variable or field, the others at their present values. */
export async function sensitivityOf(name: string, options: SensitivityOptions): Promise<Outcome> {
  const opened = await openSpace(name, options);
  if (!opened.ok) return opened;
  const space = opened.value;
  const now = space.count(countsByName[options.of]!, new Map());
  if (!now.ok) return now;
  const found = space.axes.map((axis) => sensitivity(space, countsByName[options.of]!, axis));
  const columns = [
    { title: 'NAME' },
    { title: 'VALUE', right: true },
    { title: 'DERIVATIVE' },
    { title: 'NOW', right: true },
    { title: 'ELASTICITY', right: true },
    { title: 'ONE LESS', right: true },
    { title: options.of.toUpperCase(), right: true },
    { title: 'ONE MORE', right: true },
  ];
  const note =
    'Elasticity: percent more of the count for one percent more of the name. — where the graph depends on the name, so that it has no derivative. One less and one more of a decimal are its next steps.\n';
  return ok({
    json: { design: name, of: options.of, names: found.map(jsonOf) },
    text: `${table(columns, found.map(rowOf))}\n${note}`,
  });
}
