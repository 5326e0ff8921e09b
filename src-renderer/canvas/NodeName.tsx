import { memo, useRef, useState } from 'react';
import type { Issue } from '../../src-core/errors.ts';
import { sentence } from '../locale/sentences.ts';
import { t } from '../locale/translate.ts';
import { endRenaming, rename, useRenaming } from '../store/renaming.ts';
import { classNames } from '../ui/class-names.ts';
import styles from './NodeName.module.css';

interface NodeNameProps {
  readonly path: string;
  readonly name: string;
  readonly className?: string | undefined;
}

/** The name on a node; while it is renamed a field that keeps the text until Enter or Escape. */
export const NodeName = memo(function NodeName({ path, name, className }: NodeNameProps) {
  const isRenaming = useRenaming((state) => state.path === path);
  return isRenaming ? <NameField path={path} name={name} /> : <span className={className}>{name}</span>;
});

function NameField({ path, name }: NodeNameProps) {
  const [refusal, setRefusal] = useState<Issue | null>(null);
  const isOver = useRef(false);
  const settle = (to: string): void => {
    if (isOver.current) return;
    const issue = to.trim() === name ? null : rename(path, to);
    setRefusal(issue);
    if (issue !== null) return;
    isOver.current = true;
    endRenaming();
  };
  return (
    <>
      <input
        ref={(field) => {
          if (field === null || field === document.activeElement || isOver.current) return;
          field.focus();
          field.select();
        }}
        aria-label={t('Name on the canvas')}
        aria-invalid={refusal !== null}
        defaultValue={name}
        spellCheck={false}
        autoComplete="off"
        className={classNames('nodrag', styles.field)}
        onPointerDown={(event) => event.stopPropagation()}
        onDoubleClick={(event) => event.stopPropagation()}
        onChange={() => setRefusal(null)}
        onBlur={({ currentTarget }) => {
          settle(currentTarget.value);
          isOver.current = true;
          endRenaming();
        }}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === 'Enter') settle(event.currentTarget.value);
          else if (event.key === 'Escape') {
            isOver.current = true;
            endRenaming();
          }
        }}
      />
      {refusal !== null && (
        <span role="alert" className={styles.refusal}>
          {sentence(refusal)}
        </span>
      )}
    </>
  );
}
