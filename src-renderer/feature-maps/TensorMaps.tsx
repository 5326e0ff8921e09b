import { memo, useMemo, useState } from 'react';
import type { FeatureTensor } from '../../src-core/contract.ts';
import { integerText, realText } from '../../src-core/format.ts';
import { t } from '../locale/translate.ts';
import { reveal } from '../store/navigation.ts';
import { hover } from '../store/selection.ts';
import { Button } from '../ui/Button.tsx';
import { ChannelMap } from './ChannelMap.tsx';
import styles from './FeaturePanel.module.css';

/** Channels that are drawn at first; a press draws the others too. */
const mostAtFirst = 64;

const bytesOf = (base64: string): Uint8Array =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** How alike the channels of a tensor are, in words. */
function redundancyText({ redundancy }: FeatureTensor): string {
  if (redundancy === null) return t('too few positions to say how alike they are');
  const { share, alike, constant } = redundancy;
  const constants = constant > 0 ? t(', {count} constant', { count: integerText(constant) }) : '';
  if (share === null) return `${t('fewer than two channels vary')}${constants}`;
  const percent = (100 * share).toFixed(1);
  return `${t('{percent}% alike another ({count})', { percent, count: integerText(alike) })}${constants}`;
}

interface TensorMapsProps {
  readonly tensor: FeatureTensor;
  readonly channel: number | null;
  readonly onChoose: (channel: number | null) => void;
}

/** The channels of one tensor side by side; the chosen one is marked in every tensor that has it. */
export const TensorMaps = memo(function TensorMaps({ tensor, channel, onChoose }: TensorMapsProps) {
  const [isWhole, showWhole] = useState(false);
  const { path, shape, channels, figures, maps } = tensor;
  const grey = useMemo(() => bytesOf(maps.grey), [maps.grey]);
  const size = maps.rows * maps.columns;
  const drawn = isWhole ? channels : Math.min(channels, mostAtFirst);
  const item = path.replace(/:\d+$/, '');
  return (
    <section
      aria-label={path}
      className={styles.tensor}
      onPointerEnter={() => hover(item)}
      onPointerLeave={() => hover(null)}
    >
      <h3 className={styles.caption}>
        <Button look="link" onPress={() => reveal(item)}>
          {path}
        </Button>
        <span>{shape.join(' × ')}</span>
        <span data-fact="redundancy">{redundancyText(tensor)}</span>
        {maps.shrink > 1 && <span>{t('shown at 1/{shrink}', { shrink: maps.shrink })}</span>}
      </h3>
      <div className={styles.grid}>
        {Array.from({ length: drawn }, (_, at) => {
          const { min, max, mean } = figures[at]!;
          const ranges = { min: realText(min), max: realText(max), mean: realText(mean) };
          return (
            <button
              // biome-ignore lint/suspicious/noArrayIndexKey: a channel is its number
              key={at}
              type="button"
              aria-label={t('channel {number}', { number: at })}
              aria-pressed={at === channel}
              title={t('channel {number}: {min} to {max}, mean {mean}', { number: at, ...ranges })}
              className={styles.channel}
              onClick={() => onChoose(at === channel ? null : at)}
            >
              <ChannelMap
                grey={grey.subarray(at * size, (at + 1) * size)}
                rows={maps.rows}
                columns={maps.columns}
              />
            </button>
          );
        })}
      </div>
      {drawn < channels && (
        <Button look="link" onPress={() => showWhole(true)}>
          {t('show all {count} channels', { count: integerText(channels) })}
        </Button>
      )}
    </section>
  );
});
