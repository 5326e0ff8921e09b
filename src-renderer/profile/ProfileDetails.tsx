import type { Convention } from '../../src-core/analysis/conventions/convention.ts';
import { integerText, percentText } from '../../src-core/format.ts';
import { shapeText } from '../../src-core/language/shape.ts';
import type { ItemSummary } from '../../src-core/latency/item-summaries.ts';
import { t } from '../locale/translate.ts';
import { useConvention } from '../store/convention.ts';
import type { MeasuredProfile } from '../store/jobs.ts';
import { Glyph } from '../ui/Glyph.tsx';
import { familyNames } from './family-names.ts';
import styles from './ProfileDetails.module.css';
import { costTitle, exactMs, rateText, rateTitle, shareOf } from './profile-text.ts';
import type { TimeNode } from './profile-tree.ts';
import { expansionAt, findTime, timeByFamily } from './profile-tree.ts';
import { reasonText } from './reason-text.ts';

interface Fact {
  readonly title: string;
  readonly value: string;
}

const shownFamilies = 3;

/** The times of the families inside an item; what does not fit under its own heading stands under the last one. */
function familyFacts(node: TimeNode): readonly Fact[] {
  const families = [...timeByFamily(node)];
  const shown = families.length > shownFamilies ? families.slice(0, shownFamilies - 1) : families;
  const rest = families.slice(shown.length).reduce((sum, [, microseconds]) => sum + microseconds, 0);
  const fact = (title: string, microseconds: number): Fact => ({
    title,
    value: `${exactMs(microseconds)} ms`,
  });
  return [
    ...shown.map(([family, microseconds]) => fact(t(familyNames[family]), microseconds)),
    ...(shown.length < families.length ? [fact(t('Everything else'), rest)] : []),
  ];
}

function factsOf(
  node: TimeNode,
  root: TimeNode,
  profile: MeasuredProfile,
  convention: Convention,
): readonly Fact[] {
  const title = costTitle(convention);
  const expansion = node.path === null ? null : expansionAt(profile.expansions, node.path);
  const output = expansion?.outputs[0];
  return [
    { title: t('Time'), value: `${exactMs(node.microseconds)} ms` },
    { title: t('Share of time'), value: shareOf(node.microseconds, root.microseconds) },
    { title: t('Share of {count}', { count: title }), value: percentText(node.cost, root.cost) },
    { title: t('Throughput'), value: `${rateText(node)} ${rateTitle(convention)}` },
    { title: t('Kernels'), value: integerText(node.kernels) },
    ...(node.children.length > 0
      ? familyFacts(node)
      : [
          { title, value: integerText(node.cost) },
          { title: t('Output'), value: output === undefined ? '—' : shapeText(output) },
        ]),
  ];
}

interface ProfileDetailsProps {
  readonly profile: MeasuredProfile;
  readonly root: TimeNode;
  /** The chosen item's path; null shows the whole design. */
  readonly selected: string | null;
  /** What each item did, by path. */
  readonly summaries: ReadonlyMap<string, ItemSummary>;
}

/** The figures of the item that canvas, table and icicle have chosen; of the whole design while none is. */
export function ProfileDetails({ profile, root, selected, summaries }: ProfileDetailsProps) {
  const summary = selected === null ? undefined : summaries.get(selected);
  const convention = useConvention();
  const node = selected === null ? root : findTime(root, selected);
  const family =
    selected === null ? null : (expansionAt(profile.expansions, selected)?.definition.family ?? null);
  return (
    <section aria-label={t('Details')} className={styles.card}>
      <header className={styles.head}>
        {family !== null && <Glyph family={family} />}
        <span className={selected === null ? styles.title : styles.path}>
          {selected ?? profile.design.title}
        </span>
        <span className={styles.note}>
          {t(
            selected === null ? 'whole design, nothing is selected' : 'selected on canvas, table and icicle',
          )}
        </span>
      </header>
      {node === null ? (
        <p className={styles.none}>
          {t('It has no kernels of its own: the runtime merged it into a neighbour or left it out.')}
        </p>
      ) : (
        <dl className={styles.facts}>
          {factsOf(node, root, profile, convention).map(({ title, value }) => (
            <div key={title} className={styles.fact}>
              <dt>{title}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {summary !== undefined && <p className={styles.reason}>{reasonText(summary)}</p>}
    </section>
  );
}
