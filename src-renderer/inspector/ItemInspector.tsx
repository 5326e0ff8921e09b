import { ChevronDown, ChevronRight } from 'lucide-react';
import type { ComponentType } from 'react';
import { useCallback, useState } from 'react';
import type { Analysis } from '../../src-core/analysis/analyzer.ts';
import type { Item } from '../../src-core/analysis/item-analysis.ts';
import { opens } from '../../src-core/analysis/item-paths.ts';
import { newWeightsAt } from '../../src-core/analysis/new-weights.ts';
import { weightsOwnerOf } from '../../src-core/analysis/weights-owner.ts';
import { sharersOf } from '../../src-core/analysis/weights-sharers.ts';
import type { Design } from '../../src-core/document/design.ts';
import { integerText } from '../../src-core/format.ts';
import type { Definition } from '../../src-core/language/definition.ts';
import { partPortOf } from '../../src-core/language/roles.ts';
import { shapeText } from '../../src-core/language/shape.ts';
import { tCore } from '../locale/core-text.ts';
import { t } from '../locale/translate.ts';
import { useDocument } from '../store/document.ts';
import { nodeAt, ownerOf } from '../store/drawings.ts';
import { goInto } from '../store/entering.ts';
import { nameOf, useNavigation } from '../store/navigation.ts';
import { rename } from '../store/renaming.ts';
import { variablesOf } from '../symbolic/references.ts';
import { Section } from '../ui/Section.tsx';
import { CallRow } from './CallRow.tsx';
import { HeldNode } from './HeldNode.tsx';
import { InsideList } from './InsideList.tsx';
import { InspectorHeader } from './InspectorHeader.tsx';
import { InspectorParts } from './InspectorParts.tsx';
import { ItemFields } from './ItemFields.tsx';
import styles from './ItemInspector.module.css';
import { ItemIssues } from './ItemIssues.tsx';
import { ReadOnlyFields } from './ReadOnlyFields.tsx';
import { VariableFields } from './VariableFields.tsx';
import { variableRows } from './variable-rows.ts';
import { WeightsOf } from './WeightsOf.tsx';
import { WhenRow } from './WhenRow.tsx';

type ManyText = '{count} blocks' | '{count} items' | '{count} operators';

/** What it is and how much is in it: `HS stage · 6 blocks · 160 operators`. */
function subtitleOf({ definition, expansion }: Item): string {
  const title = definition?.title ?? t('unknown definition');
  if (expansion === null || expansion.children.length === 0) return title;
  const { children, facts } = expansion;
  const areBlocks = children.every((child) => child.expansion.definition.kind === 'block');
  const counted = (count: number, one: '1 block' | '1 item' | '1 operator', many: ManyText) =>
    t(count === 1 ? one : many, { count: integerText(count) });
  const inside = areBlocks
    ? counted(children.length, '1 block', '{count} blocks')
    : counted(children.length, '1 item', '{count} items');
  return `${title} · ${inside} · ${counted(facts.operators, '1 operator', '{count} operators')}`;
}

function shapesOf({ inputs, outputs }: Item): string {
  const texts = (shapes: Item['inputs']) => [
    ...new Set(shapes.map((shape) => (shape === null ? '—' : shapeText(shape)))),
  ];
  const parts = [texts(inputs), texts(outputs)].filter((shapes) => shapes.length > 0);
  return parts.map((shapes) => shapes.slice(0, 2).join(', ') + (shapes.length > 2 ? ', …' : '')).join(' → ');
}

/** Names of the variables that an item of the design follows. */
function followed(design: Design, owner: string, item: Item | null): readonly string[] {
  const node = design.nodes.find((other) => other.id === owner);
  return node === undefined ? [] : variablesOf(design, item?.definition ?? null, node);
}

const titleOf = ({ kind }: Definition, sharers: number): string => {
  if (sharers === 0) return t(kind === 'block' ? 'This block' : 'This operator');
  return t(kind === 'block' ? 'This block, in all {count} uses' : 'This operator, in all {count} uses', {
    count: integerText(sharers + 1),
  });
};

/** Names of the other items of the design that run with the weights of the one at a path. */
function othersSharing(analysis: Analysis, path: string): readonly string[] {
  const { design } = analysis;
  const ids = new Set(sharersOf(analysis, path).flatMap((at) => nodeAt(design, at)?.id ?? []));
  ids.delete(nodeAt(design, path)?.id ?? '');
  return [...ids];
}

const sharedText = (users: number): string =>
  users === 1 ? t('Design variables') : t('Design, shared by {count} items', { count: users });

interface ItemInspectorProps {
  readonly path: string;
  readonly item: Item;
  /** The item of the design that it is, or is inside of. */
  readonly owner: Item;
  readonly Formulas: ComponentType<{ readonly path: string }>;
}

/** One item: what it is, its fields, the variables it follows, its formulas and what is inside. */
export function ItemInspector({ path, item, owner, Formulas }: ItemInspectorProps) {
  const design = useDocument((state) => state.design);
  const analysis = useDocument((state) => state.analysis);
  const onRename = useCallback((name: string) => rename(path, name), [path]);
  const onOpen = useCallback(() => goInto(path), [path]);
  const level = useNavigation((state) => state.level);
  const top = ownerOf(design, path);
  const isNested = top !== path;
  const weightsOwner = weightsOwnerOf(analysis, path);
  const { definition } = item;
  const node = nodeAt(design, path) ?? undefined;
  const sharers = othersSharing(analysis, path);
  const names = followed(design, nameOf(top), owner);
  const rows = variableRows(design).filter((row) => names.includes(row.variable.name));
  const users = Math.max(1, ...rows.map((row) => row.users));
  const freshNote = newWeightsAt(design, path, item.expansion);
  const hasSymbols = rows.some((row) => row.isSymbol);
  const children = item.expansion?.children.map((child) => child.name) ?? [];
  return (
    <InspectorParts
      figures={
        <>
          <Formulas path={path} />
          <InsideList path={path} names={children} analysis={analysis} />
        </>
      }
    >
      <InspectorHeader
        key={path}
        family={definition?.family ?? 'block'}
        name={nameOf(path)}
        nameLabel={t('Name of the item')}
        onRename={isNested ? undefined : onRename}
        subtitle={subtitleOf(item)}
        {...(path.includes('/') && { path })}
        shapes={shapesOf(item)}
        {...(weightsOwner !== null && { weightsOwner })}
        onOpen={opens(item) && level !== path ? onOpen : undefined}
      />
      <ItemIssues
        path={path}
        issues={freshNote === null ? item.issues : [...item.issues, freshNote]}
        fieldLabel={(field) => tCore(definition?.fields[field]?.label ?? field)}
      />
      {node !== undefined && definition !== null && (
        <ItemFields
          key={`fields ${definition.id}`}
          title={titleOf(definition, sharers.length)}
          design={design}
          definition={definition}
          nodes={[node]}
          items={[item]}
          sharers={sharers}
          followsVariables={hasSymbols}
        />
      )}
      <HeldNode item={item} />
      {node !== undefined && <WeightsOf key={`weights ${path}`} path={path} node={node} item={item} />}
      {node?.parent !== undefined && partPortOf(definition) === undefined && (
        <WhenRow key={`when ${path}`} node={node} />
      )}
      {node !== undefined && definition !== null && <CallRow definition={definition} nodes={[node]} />}
      {isNested && definition !== null && item.values !== null && (
        <ReadOnlyFields definition={definition} values={item.values} owner={top} />
      )}
      {rows.length > 0 &&
        (isNested ? (
          <FoldedVariables key={top} design={design} names={names} owner={top} />
        ) : (
          <Section
            title={sharedText(users)}
            fold={{ name: 'variables' }}
            {...(hasSymbols && { note: t('keep as symbol') })}
          >
            <VariableFields design={design} names={names} owner={nameOf(path)} />
          </Section>
        ))}
    </InspectorParts>
  );
}

interface FoldedVariablesProps {
  readonly design: Design;
  readonly names: readonly string[];
  readonly owner: string;
}

/** The variables that the surrounding item follows, out of the way until they are wanted. */
function FoldedVariables({ design, names, owner }: FoldedVariablesProps) {
  const [isOpen, setOpen] = useState(false);
  const Icon = isOpen ? ChevronDown : ChevronRight;
  const values = variableRows(design).filter(
    ({ variable }) => names.includes(variable.name) && variable.kind !== 'choice',
  );
  return (
    <section aria-label={t('Design variables')} className={styles.folded}>
      <button type="button" aria-expanded={isOpen} className={styles.fold} onClick={() => setOpen(!isOpen)}>
        <Icon size={12} aria-hidden />
        <span>{t('Variables of {owner}', { owner })}</span>
        <span className={styles.values}>
          {values.map(({ variable }) => (
            <span key={variable.name}>
              {variable.name} <span className={styles.value}>{String(variable.value)}</span>
            </span>
          ))}
        </span>
      </button>
      {isOpen && (
        <div className={styles.rows}>
          <VariableFields design={design} names={names} hasPins={false} />
        </div>
      )}
    </section>
  );
}
