const day = 24 * 60 * 60 * 1000;

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long' });
const date = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const dated = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

const startOfDay = (time: number): number => new Date(time).setHours(0, 0, 0, 0);

/** A moment as one says it: `today 16:42`, `yesterday 09:10`, `Monday 11:05`, `12 Nov`, `3 Feb 2025`. Both in ms since 1970. */
export function whenText(time: number, now: number): string {
  const days = Math.round((startOfDay(now) - startOfDay(time)) / day);
  if (days === 0) return `today ${clock.format(time)}`;
  if (days === 1) return `yesterday ${clock.format(time)}`;
  if (days > 1 && days < 7) return `${weekday.format(time)} ${clock.format(time)}`;
  const isThisYear = new Date(time).getFullYear() === new Date(now).getFullYear();
  return (isThisYear ? date : dated).format(time);
}
