import type { DesignNode, ListEntry } from '../../src-core/document/design.ts';
import { parseExpression } from '../../src-core/document/expression-parser.ts';
import type { Issue, Result } from '../../src-core/errors.ts';
import { ok } from '../../src-core/errors.ts';
import { t } from '../locale/translate.ts';
import { attempt } from '../store/document.ts';
import { Section } from '../ui/Section.tsx';
import { candidatesFor } from './completions.ts';
import { DraftField } from './DraftField.tsx';
import { FieldRow } from './FieldRow.tsx';

const textOf = (when: ListEntry | null | undefined): string =>
  when === undefined || when === null ? '' : typeof when === 'number' ? String(when) : when.expression;

/** What a text says of when an item is there; null for always. */
function readWhen(text: string): Result<ListEntry | null> {
  const typed = text.trim();
  if (typed === '') return ok(null);
  const number = Number(typed);
  if (Number.isFinite(number)) return ok(number);
  const syntax = parseExpression(typed);
  return syntax.ok ? ok({ expression: typed }) : syntax;
}

function setWhen(id: string, text: string, gesture: string): Issue | null {
  const when = readWhen(text);
  if (!when.ok) return when.issues[0] ?? null;
  return attempt({ kind: 'setWhen', id, when: when.value }, { gesture: `${gesture} when` })?.[0] ?? null;
}

function written(text: string): string | null {
  const when = readWhen(text);
  return when.ok ? textOf(when.value) : null;
}

/** In which copies or lanes an item is there; elsewhere its first input goes on in its place. */
export function WhenRow({ node }: { readonly node: DesignNode }) {
  return (
    <Section title={t('In the drawing')}>
      <FieldRow
        label={t('There when')}
        help={t(
          'Left out where this comes to 0, and its first input goes on: 1 - first leaves it out of the first copy or lane. Empty: always there.',
        )}
        isWide
        control={
          <DraftField
            label={t('There when')}
            subject={node.id}
            text={textOf(node.when)}
            placeholder={t('always')}
            isMono
            onText={(text, gesture) => setWhen(node.id, text, gesture)}
            written={written}
            candidates={() => candidatesFor(node.id, 'when')}
          />
        }
      />
    </Section>
  );
}
