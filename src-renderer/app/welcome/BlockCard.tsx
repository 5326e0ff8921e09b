import { tCore } from '../../locale/core-text.ts';
import { t } from '../../locale/translate.ts';
import { classNames } from '../../ui/class-names.ts';
import pictureCard from '../../ui/picture-card.module.css';
import { Tex } from '../../ui/Tex.tsx';
import { openBlock } from '../commands/file-commands.ts';
import styles from './BlockCard.module.css';
import { LevelDrawing } from './LevelDrawing.tsx';
import type { SingleBlock } from './single-blocks.ts';

/** A block on its own: its drawing, the closed form of its convolution weights, one sentence. Pressing it opens its inside. */
export function BlockCard({ block }: { readonly block: SingleBlock }) {
  const { definition, analysis, id, hint, latex, condition } = block;
  return (
    <button
      type="button"
      aria-label={definition.title}
      title={definition.reference}
      className={pictureCard.card}
      onClick={() => void openBlock(block)}
    >
      <span className={classNames(pictureCard.picture, styles.picture)}>
        <LevelDrawing analysis={analysis} path={id} />
      </span>
      <span className={classNames(pictureCard.text, styles.text)}>
        <span className={styles.name}>
          {definition.title} <small>{hint}</small>
        </span>
        {latex !== null && (
          <span className={styles.formula}>
            <Tex tex={latex} />
            <small>{t('conv weights')}</small>
          </span>
        )}
        {condition !== null && (
          <span className={styles.condition}>
            {t('exact when {condition}', { condition: tCore(condition) })}
          </span>
        )}
        <span className={styles.summary}>{tCore(definition.summary)}</span>
      </span>
    </button>
  );
}
