import type { ComponentType } from 'react';
import { costUnder } from '../../src-core/analysis/conventions/cost.ts';
import { inputsOf } from '../../src-core/analysis/design-inputs.ts';
import { designIntensity, intensityText } from '../../src-core/analysis/intensity.ts';
import type { Issue } from '../../src-core/errors.ts';
import { integerText } from '../../src-core/format.ts';
import { shapeText } from '../../src-core/language/shape.ts';
import { tCore } from '../locale/core-text.ts';
import { t } from '../locale/translate.ts';
import { useConvention } from '../store/convention.ts';
import { attempt, useDocument } from '../store/document.ts';
import { useView } from '../store/view.ts';
import { bytesFigure, countText, exactCost } from '../ui/figures.ts';
import { Section } from '../ui/Section.tsx';
import styles from './DesignInspector.module.css';
import type { Fact } from './FactList.tsx';
import { FactList } from './FactList.tsx';
import { InsideList } from './InsideList.tsx';
import { InspectorHeader } from './InspectorHeader.tsx';
import { InspectorParts } from './InspectorParts.tsx';
import { VariableFields } from './VariableFields.tsx';
import { variableRows } from './variable-rows.ts';

const retitle = (title: string): Issue | null => attempt({ kind: 'setTitle', title })?.[0] ?? null;

interface DesignInspectorProps {
  readonly Formulas: ComponentType<{ readonly path: string }>;
  readonly Published: ComponentType;
}

/** The design itself, while nothing is selected. */
export function DesignInspector({ Formulas, Published }: DesignInspectorProps) {
  const design = useDocument((state) => state.design);
  const analysis = useDocument((state) => state.analysis);
  const opened = useDocument((state) => state.opened);
  const total = costUnder(analysis, useConvention());
  const { totals } = analysis;
  const names = design.variables.map((variable) => variable.name);
  const cost = exactCost(total);
  const activations = bytesFigure(
    totals?.activationBytes,
    useView((state) => state.unitBase),
  );
  const intensity = designIntensity(analysis);
  const inputs = inputsOf(analysis);
  const facts: readonly Fact[] = [
    ...inputs.map(
      ({ id, outputs: [shape] }) =>
        [id, shape == null ? '—' : shapeText(shape, { batch: true }), 'fp32'] as const,
    ),
    [t('Parameters'), countText(totals?.params), t('trainable')],
    [t('Buffers'), countText(totals?.buffers), t('not trained')],
    [cost.unit, cost.value, tCore(total.label)],
    [t('Activations'), `${activations.value} ${activations.unit}`, 'fp32'],
    [t('Intensity'), intensity === null ? '—' : intensityText(intensity), t('MACs per byte')],
  ];
  return (
    <InspectorParts
      figures={
        <>
          {design.nodes.length > 0 && <Formulas path="" />}
          <Published />
          <InsideList path="" names={analysis.order} analysis={analysis} />
        </>
      }
    >
      <InspectorHeader
        key={opened}
        family="block"
        name={design.title}
        nameLabel={t('Title of the design')}
        onRename={retitle}
        subtitle={
          totals === null
            ? t('Design · {items} items', { items: design.nodes.length })
            : t('Design · {items} items · {operators} operators', {
                items: design.nodes.length,
                operators: integerText(totals.operators),
              })
        }
      />
      {names.length > 0 && (
        <Section
          title={t('Design variables')}
          fold={{ name: 'variables' }}
          {...(variableRows(design).some((row) => row.isSymbol) && { note: t('keep as symbol') })}
        >
          <VariableFields design={design} names={names} />
        </Section>
      )}
      <Section title={t('Totals')} fold={{ name: 'totals' }}>
        <FactList facts={facts} />
        <p className={styles.hint}>
          {t(
            design.nodes.length === 0
              ? 'Drag an Input from the palette to begin.'
              : 'Drag a number sideways and watch the formulas follow. Double-click an item to look inside.',
          )}
        </p>
      </Section>
    </InspectorParts>
  );
}
