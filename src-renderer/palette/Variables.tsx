import { Plus } from 'lucide-react';
import type { Variable } from '../../src-core/document/design.ts';
import { t } from '../locale/translate.ts';
import { tNodes } from '../locale/translate-nodes.ts';
import { dispatch, useDocument } from '../store/document.ts';
import { Button } from '../ui/Button.tsx';
import { Menu } from '../ui/Menu.tsx';
import { VariableRow } from './VariableRow.tsx';
import styles from './Variables.module.css';

const fresh = (taken: ReadonlySet<string>): string => {
  for (const name of 'wskpnabcdefghijlmoqrtuvxyz') if (!taken.has(name)) return name;
  let number = 1;
  while (taken.has(`v${number}`)) number += 1;
  return `v${number}`;
};

const made: Readonly<Record<Variable['kind'], (name: string) => Variable>> = {
  integer: (name) => ({ name, kind: 'integer', value: 1, min: 1, max: 4096 }),
  decimal: (name) => ({ name, kind: 'decimal', value: 1, min: 0, max: 16 }),
  choice: (name) => ({ name, kind: 'choice', value: 'a', options: ['a', 'b'] }),
};

function add(kind: Variable['kind']): void {
  const { variables } = useDocument.getState().design;
  const name = fresh(new Set(variables.map((variable) => variable.name)));
  dispatch({ kind: 'addVariable', variable: made[kind](name) });
}

/** The design's variables: fields of any item may refer to them by name. */
export function Variables() {
  const variables = useDocument((state) => state.design.variables);
  return (
    <div className={styles.variables}>
      <div className={styles.rows}>
        {variables.map((variable) => (
          <VariableRow key={variable.name} variable={variable} />
        ))}
        {variables.length === 0 && (
          <p className={styles.none}>
            {tNodes(
              'A variable is one number or choice that many items share. Fields refer to it by its name, as in {example}.',
              { example: <code>floor(planes*w/64)</code> },
            )}
          </p>
        )}
      </div>
      <div className={styles.foot}>
        <Menu
          label={t('Kind of variable')}
          placement="top start"
          entries={[
            { id: 'integer', label: t('Whole number'), run: () => add('integer') },
            { id: 'decimal', label: t('Decimal'), run: () => add('decimal') },
            { id: 'choice', label: t('Choice'), run: () => add('choice') },
          ]}
        >
          <Button icon={<Plus size={14} aria-hidden />}>{t('Add variable')}</Button>
        </Menu>
      </div>
    </div>
  );
}
