import { create } from 'zustand';

/** The languages of the window, by their BCP 47 tags, with the name that each has in itself. */
export const locales = { en: 'English', 'zh-CN': '中文' } as const;
export type Locale = keyof typeof locales;

const key = 'blockwright.locale';
const isLocale = (text: string | null | undefined): text is Locale =>
  text !== null && text !== undefined && Object.hasOwn(locales, text);

/** The language that was chosen here; before one was, Chinese where the system asks for it first, else English. */
function stored(): Locale {
  const chosen = globalThis.localStorage?.getItem(key);
  if (isLocale(chosen)) return chosen;
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
