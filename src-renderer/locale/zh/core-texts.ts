import { corePhrases } from './core-phrases.ts';

/** Texts and templates of the core with their Chinese. */
export const coreTexts: Readonly<Record<string, string>> = corePhrases;
