import type { Item } from '../../src-core/analysis/item-analysis.ts';
import type { ShownAttribute } from '../../src-core/lower/held-attributes.ts';
import { shownAttributes } from '../../src-core/lower/held-attributes.ts';
import { t } from '../locale/translate.ts';
import { Section } from '../ui/Section.tsx';
import type { Fact } from './FactList.tsx';
import { FactList } from './FactList.tsx';

function valueText({ value }: ShownAttribute): string {
  if (typeof value === 'object')
    return t('a tensor of {sizes}', { sizes: value.tensor.length === 0 ? '1' : value.tensor.join(' × ') });
  return value === 'graph' ? t('a graph') : value;
}

/** An operator that is held as a file has it: what it is there, read-only. Nothing for all other items. */
export function HeldNode({ item }: { readonly item: Item }) {
  const { definition, values } = item;
  const held =
    definition?.kind === 'operator' && values !== null ? definition.opaque?.operator(values) : undefined;
  if (held == null) return null;
  const facts: readonly Fact[] = [
    [t('Operator'), held.op, ''],
    [
      t('Domain'),
      held.domain === '' ? 'ai.onnx' : held.domain,
      t('version {version}', { version: held.version }),
    ],
    ...shownAttributes(held.attributes).map((one): Fact => [one.name, valueText(one), '']),
  ];
  return (
    <Section title={t('As the file has it')}>
      <FactList facts={facts} />
    </Section>
  );
}
