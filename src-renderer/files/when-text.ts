import type { Locale } from '../locale/locale.ts';
import { useLocale } from '../locale/locale.ts';
import { t } from '../locale/translate.ts';

const day = 24 * 60 * 60 * 1000;

const formatsIn = (tag: string) => ({
  clock: new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }),
  weekday: new Intl.DateTimeFormat(tag, { weekday: 'long' }),
  date: new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short' }),
  dated: new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', year: 'numeric' }),
});

const formats = { en: formatsIn('en-GB'), 'zh-CN': formatsIn('zh-CN') } satisfies Record<Locale, unknown>;

const startOfDay = (time: number): number => new Date(time).setHours(0, 0, 0, 0);

/** A moment as one says it: `today 16:42`, `yesterday 09:10`, `Monday 11:05`, `12 Nov`, `3 Feb 2025`. Both in ms since 1970. */
export function whenText(time: number, now: number): string {
  const { clock, weekday, date, dated } = formats[useLocale.getState().locale];
  const days = Math.round((startOfDay(now) - startOfDay(time)) / day);
  if (days === 0) return t('today {time}', { time: clock.format(time) });
  if (days === 1) return t('yesterday {time}', { time: clock.format(time) });
  if (days > 1 && days < 7) return `${weekday.format(time)} ${clock.format(time)}`;
  const isThisYear = new Date(time).getFullYear() === new Date(now).getFullYear();
  return (isThisYear ? date : dated).format(time);
}
