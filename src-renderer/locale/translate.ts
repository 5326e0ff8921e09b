/**
 * The words of the window. A text is written in English where it stands, as `t('Fit the selection')`; the catalogue `zh`
 * holds its Chinese. A text without one is a type error.
 */

import { isChinese } from './locale.ts';
import { zh } from './zh/zh.ts';

/** An English text of the window that has a translation. */
export type Text = keyof typeof zh;

/** The names in braces of a text. */
type HolesOf<Written extends string> = Written extends `${string}{${infer Name}}${infer Rest}`
  ? Name | HolesOf<Rest>
  : never;

/** A text without names in braces, which may be kept as data and translated where it is shown. */
export type PlainText = { [Written in Text]: [HolesOf<Written>] extends [never] ? Written : never }[Text];

/** What stands for each name in braces of a text. */
type Parts<Written extends string, Part> = { readonly [Name in HolesOf<Written>]: Part };

export type Arguments<Written extends string, Part> = [HolesOf<Written>] extends [never]
  ? []
  : [parts: Parts<Written, Part>];

/** A text as the window's language has it, names in braces and all. */
export const written = (text: Text): string => (isChinese() ? zh[text] : text);

export const holePattern = /\{(\w+)\}/g;

/** A text in the window's language, its names in braces replaced by their parts. */
export function t<Written extends Text>(
  text: Written,
  ...rest: Arguments<Written, string | number | bigint>
): string;
export function t(text: Text, parts: Readonly<Record<string, string | number | bigint>> = {}): string {
  return filled(text, parts);
}

/** As `t`, for a text that is chosen as the window runs: its parts are not checked. */
export const filled = (text: Text, parts: Readonly<Record<string, string | number | bigint>>): string =>
  written(text).replace(holePattern, (_, name: string) => String(parts[name]));
