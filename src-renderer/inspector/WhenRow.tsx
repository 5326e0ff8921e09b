import { useState } from 'react';
import type { DesignNode, ListEntry } from '../../src-core/document/design.ts';
import { parseExpression } from '../../src-core/document/expression-parser.ts';
import type { Issue } from '../../src-core/errors.ts';
import { sentence } from '../locale/sentences.ts';
import { t } from '../locale/translate.ts';
import { attempt } from '../store/document.ts';
import { Section } from '../ui/Section.tsx';
import { TextField } from '../ui/TextField.tsx';
import { FieldRow } from './FieldRow.tsx';

const textOf = (when: ListEntry | undefined): string =>
  when === undefined ? '' : typeof when === 'number' ? String(when) : when.expression;

function setWhen(id: string, text: string): Issue | null {
  const typed = text.trim();
  if (typed === '') return attempt({ kind: 'setWhen', id, when: null })?.[0] ?? null;
  const number = Number(typed);
  const syntax = parseExpression(typed);
  if (!syntax.ok) return syntax.issues[0] ?? null;
  const when = Number.isFinite(number) ? number : { expression: typed };
  return attempt({ kind: 'setWhen', id, when })?.[0] ?? null;
}

/** In which copies or lanes an item is there; elsewhere its first input goes on in its place. */
export function WhenRow({ node }: { readonly node: DesignNode }) {
  const [fault, setFault] = useState<Issue | null>(null);
  return (
    <Section title={t('In the drawing')}>
      <FieldRow
        label={t('There when')}
        help={t(
          'Left out where this comes to 0, and its first input goes on: 1 - first leaves it out of the first copy or lane. Empty: always there.',
        )}
        isWide
        control={
          <TextField
            label={t('There when')}
            value={textOf(node.when)}
            placeholder={t('always')}
            mono
            onChange={() => setFault(null)}
            onCommit={(text) => setFault(setWhen(node.id, text))}
            error={fault === null ? null : sentence(fault)}
          />
        }
      />
    </Section>
  );
}
