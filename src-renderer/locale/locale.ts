import { create } from 'zustand';

/** The languages of the window, by their BCP 47 tags. */
export const localeNames = ['en', 'zh-CN'] as const;
export type Locale = (typeof localeNames)[number];

/** What each is called in itself, whatever the window speaks. */
export const localeTitles: Readonly<Record<Locale, string>> = {
  en: 'Language: English',
  'zh-CN': '语言：中文',
};

const key = 'blockwright.locale';

/** The language that was chosen here; before one was, Chinese where the system asks for it first, else English. */
function stored(): Locale {
  const kept = globalThis.localStorage?.getItem(key);
  const chosen = localeNames.find((name) => name === kept);
  if (chosen !== undefined) return chosen;
  return /^zh\b/i.test(globalThis.navigator?.language ?? '') ? 'zh-CN' : 'en';
}

/** The language of the window. What is drawn follows it, as `App` is drawn anew with each. */
export const useLocale = create<{ locale: Locale }>(() => ({ locale: stored() }));

function show(locale: Locale): void {
  const root = globalThis.document?.documentElement;
  if (root !== undefined) root.lang = locale;
}

/** Chooses a language, shows it and remembers it on this machine. */
export function setLocale(locale: Locale): void {
  globalThis.localStorage?.setItem(key, locale);
  show(locale);
  useLocale.setState({ locale });
}

/** Tells the page its language; called once before the first paint. */
export function startLocale(): void {
  show(useLocale.getState().locale);
}

/** Whether the window speaks Chinese now. */
export const isChinese = (): boolean => useLocale.getState().locale === 'zh-CN';
