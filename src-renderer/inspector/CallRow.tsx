import type { DesignNode, SourceCall } from '../../src-core/document/design.ts';
import { batch } from '../../src-core/document/edit.ts';
import type { Definition } from '../../src-core/language/definition.ts';
import { offeredCalls } from '../../src-core/language/roles.ts';
import { tCore } from '../locale/core-text.ts';
import { t } from '../locale/translate.ts';
import { dispatch } from '../store/document.ts';
import { Section } from '../ui/Section.tsx';
import { Select } from '../ui/Select.tsx';
import { FieldRow } from './FieldRow.tsx';

const usual = 'usual';

const examples: Readonly<Record<SourceCall, string>> = {
  module: 'nn.ReLU()(x)',
  function: 'F.relu(x)',
  method: 'x.relu(), torch.relu(x)',
  operator: 'a + b, plain code',
  bmm: 'torch.bmm(a, b)',
  einsum: 'torch.einsum(…)',
};

function setCall(ids: readonly string[], call: SourceCall | null): void {
  dispatch(batch(ids.map((id) => ({ kind: 'setCall' as const, id, call }))));
}

interface CallRowProps {
  readonly definition: Definition;
  /** The items of this definition that are edited together. */
  readonly nodes: readonly DesignNode[];
}

/** How the source code calls an item, which some tools that count operations see differently. */
export function CallRow({ definition, nodes }: CallRowProps) {
  const offered = offeredCalls(definition);
  if (offered.length === 0) return null;
  const [first] = nodes;
  const isCommon = nodes.every((node) => node.call === first?.call);
  const options = [
    { value: usual, label: t('as usual') },
    ...offered.map((call) => ({ value: call as string, label: call, detail: tCore(examples[call]) })),
  ];
  return (
    <Section
      title={t('In the source')}
      fold={{
        name: 'source',
        isOpenAtFirst: false,
        summary: isCommon ? (first?.call ?? t('as usual')) : t('several'),
      }}
    >
      <FieldRow
        label={t('Called as')}
        help={t(
          "How the network's code calls it. Some tools that count costs hook modules and do not see functions; of a block this holds for what inside has no weights.",
        )}
        isWide
        control={
          <Select
            label={t('Called as')}
            options={options}
            value={isCommon ? (first?.call ?? usual) : null}
            placeholder={t('several')}
            onChange={(value) =>
              setCall(
                nodes.map(({ id }) => id),
                offered.find((call) => call === value) ?? null,
              )
            }
          />
        }
      />
    </Section>
  );
}
