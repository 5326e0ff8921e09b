import type { ReactNode } from 'react';
import { createElement, Fragment } from 'react';
import type { Arguments, Text } from './translate.ts';
import { holePattern, written } from './translate.ts';

/** As `t`, for a text in which elements stand: the text in the window's language, in pieces that React draws. */
export function tNodes<Written extends Text>(
  text: Written,
  ...rest: Arguments<Written, ReactNode>
): readonly ReactNode[];
export function tNodes(text: Text, parts: Readonly<Record<string, ReactNode>> = {}): readonly ReactNode[] {
  // Splitting by a pattern with one group gives words and names in turn.
  return written(text)
    .split(holePattern)
    .map((piece, index) => createElement(Fragment, { key: index }, index % 2 === 0 ? piece : parts[piece]));
}
