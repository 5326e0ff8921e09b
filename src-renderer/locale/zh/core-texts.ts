import { conventionWords } from './core-conventions.ts';
import { fieldHelps } from './core-field-helps.ts';
import { fieldLabels } from './core-field-labels.ts';
import { networkWords } from './core-networks.ts';
import { corePhrases } from './core-phrases.ts';
import { summaries } from './core-summaries.ts';

/** Texts and templates of the core with their Chinese. */
export const coreTexts: Readonly<Record<string, string>> = {
  ...conventionWords,
  ...corePhrases,
  ...networkWords,
  ...fieldLabels,
  ...fieldHelps,
  ...summaries,
};
