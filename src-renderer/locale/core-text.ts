/**
 * Texts that the core writes in English, for the window as for the command line: labels and helps of fields, reasons, verdicts.
 * The window looks them up by what they say. A text that is made of others is found by its template.
 */
import { isChinese } from './locale.ts';
import { holePattern } from './translate.ts';
import { coreTexts } from './zh/core-texts.ts';

interface Template {
  readonly pattern: RegExp;
  readonly names: readonly string[];
  readonly chinese: string;
}

const escaped = (text: string): string => text.replace(/[.*+?^$()[\]\\|]/g, '\\$&');

/** `{symbol}` is a text without spaces, any other name any text; in the Chinese, `{=name}` is such a text translated itself. */
const templateOf = ([english, chinese]: readonly [string, string]): Template => ({
  pattern: new RegExp(
    `^${escaped(english).replace(holePattern, (_, name: string) =>
      name === 'symbol' ? '(\\S+)' : '(.+?)',
    )}$`,
    's',
  ),
  names: [...english.matchAll(holePattern)].map(([, name]) => name ?? ''),
  chinese,
});

let templates: readonly Template[] | null = null;

function fromTemplate(text: string): string | null {
  templates ??= Object.entries(coreTexts)
    .filter(([english]) => english.includes('{'))
    .map(templateOf);
  for (const { pattern, names, chinese } of templates) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const parts = new Map(names.map((name, index) => [name, found[index + 1] ?? '']));
    return chinese.replace(/\{(=?)(\w+)\}/g, (_, isText: string, name: string) => {
      const part = parts.get(name) ?? '';
      return isText === '' ? part : tCore(part);
    });
  }
  return null;
}

/** A list, such as what stands beside a network's name, part by part; null where no part has a Chinese. */
function fromParts(text: string): string | null {
  const parts = text.split(', ');
  if (parts.length < 2) return null;
  const translated = parts.map(tCore);
  return translated.every((part, index) => part === parts[index]) ? null : translated.join('，');
}

/** Texts with numbers in them are many; so many answers are remembered. */
const mostKnown = 2000;
const known = new Map<string, string>();

/** A text of the core in the window's language; one that the catalogue does not know stays English. */
export function tCore(text: string): string {
  if (!isChinese() || text === '') return text;
  const exact: string | undefined = Object.hasOwn(coreTexts, text) ? coreTexts[text] : undefined;
  if (exact !== undefined) return exact;
  let answer = known.get(text);
  if (answer === undefined) {
    answer = fromTemplate(text) ?? fromParts(text) ?? text;
    if (known.size >= mostKnown) known.clear();
    known.set(text, answer);
  }
  return answer;
}
