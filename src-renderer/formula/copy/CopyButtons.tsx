import { ChevronDown, Copy } from 'lucide-react';
import type { RefObject } from 'react';
import { memo, useRef } from 'react';
import { toLatex, toText } from '../../../src-core/algebra/print.ts';
import type { TableFormat, TextTable } from '../../../src-core/figure/table-text.ts';
import { tableText } from '../../../src-core/figure/table-text.ts';
import type { PlainText } from '../../locale/translate.ts';
import { t } from '../../locale/translate.ts';
import { Button } from '../../ui/Button.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu } from '../../ui/Menu.tsx';
import styles from './CopyButtons.module.css';
import type { CopiedFormula } from './copy-formula.ts';
import { figureOf, pythonOf, shownForm, spreadsheetOf } from './copy-formula.ts';

interface NumberButtonProps {
  readonly isKnown: boolean;
  readonly onPress: () => void;
}

const NumberButton = memo(function NumberButton({ isKnown, onPress }: NumberButtonProps) {
  return (
    <IconButton
      icon={<Copy size={14} aria-hidden />}
      label={t('Copy the number')}
      isDisabled={!isKnown}
      onPress={onPress}
      className={styles.copy as string}
    />
  );
});

/** Copies the exact integer. The number changes at every frame of a drag; the button is drawn once. */
export function CopyNumber({ value }: { readonly value: bigint | null }) {
  const latest = useRef(value);
  latest.current = value;
  const copy = useRef(() => void copyText(String(latest.current), t('the number')));
  return <NumberButton isKnown={value !== null} onPress={copy.current} />;
}

const tableFormats = [
  { format: 'markdown', label: 'Markdown' },
  { format: 'csv', label: 'CSV' },
  { format: 'latex', label: 'LaTeX' },
] as const;

interface CopyFormulaProps {
  readonly copied: CopiedFormula;
  /** The rows below the formula as a table; absent where there are none. */
  readonly table?: ((format: TableFormat) => TextTable) | undefined;
}

interface CopyActionsProps {
  readonly latest: RefObject<CopyFormulaProps>;
  readonly hasTable: boolean;
}

const CopyActions = memo(function CopyActions({ latest, hasTable }: CopyActionsProps) {
  const copy = (write: (copied: CopiedFormula) => string, what: PlainText) => () =>
    void copyText(write(latest.current.copied), t(what));
  const copyTable = (format: TableFormat, label: string) => () => {
    const table = latest.current.table?.(format);
    if (table !== undefined)
      void copyText(tableText(table, format), t('the table as {format}', { format: label }));
  };
  const tables = tableFormats.map(({ format, label }) => ({
    id: `table-${format}`,
    label: t('Table of the parts, {format}', { format: label }),
    run: copyTable(format, label),
  }));
  const entries = [
    {
      id: 'spreadsheet',
      label: t('Spreadsheet formula, exact'),
      run: copy(spreadsheetOf, 'the formula as a spreadsheet cell'),
    },
    { id: 'figure', label: t('Figure (SVG)'), run: copy(figureOf, 'the formula as an SVG figure') },
    ...(hasTable ? ['separator' as const, ...tables] : []),
  ];
  return (
    <p className={styles.actions}>
      <Button look="link" onPress={copy((copied) => toText(shownForm(copied)), 'the formula as text')}>
        {t('Copy as text')}
      </Button>
      <Button
        look="link"
        aria-label={t('Copy as LaTeX')}
        onPress={copy((copied) => toLatex(shownForm(copied)), 'the formula as LaTeX')}
      >
        LaTeX
      </Button>
      <Button
        look="link"
        aria-label={t('Copy as a Python function')}
        onPress={copy(pythonOf, 'the formula as a Python function')}
      >
        Python
      </Button>
      <Menu label={t('Copy as')} placement="bottom end" entries={entries}>
        <Button look="link" className={styles.more as string} aria-label={t('More ways to copy')}>
          {t('More')}
          <ChevronDown size={12} aria-hidden />
        </Button>
      </Menu>
    </p>
  );
});

/**
 * Takes a formula away: as text that any evaluator reads, as LaTeX, as a program, a cell, or a picture; and its rows. The
 * numbers change at every frame of a drag; the buttons are drawn once.
 */
export function CopyFormula(props: CopyFormulaProps) {
  const latest = useRef(props);
  latest.current = props;
  return <CopyActions latest={latest} hasTable={props.table !== undefined} />;
}
