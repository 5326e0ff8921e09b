import { SquareArrowUpRight } from 'lucide-react';
import { memo, useState } from 'react';
import type { Issue } from '../../src-core/errors.ts';
import type { Family } from '../../src-core/language/definition.ts';
import { sentence } from '../locale/sentences.ts';
import { t } from '../locale/translate.ts';
import { tNodes } from '../locale/translate-nodes.ts';
import { Glyph } from '../ui/Glyph.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { TextField } from '../ui/TextField.tsx';
import { FieldFault } from './FieldFault.tsx';
import styles from './InspectorHeader.module.css';

interface InspectorHeaderProps {
  readonly family: Family;
  readonly name: string;
  /** What the name is called where it is edited. */
  readonly nameLabel: string;
  /** Takes a name, or says why not; absent where the name is not a person's to change. */
  readonly onRename?: ((name: string) => Issue | null) | undefined;
  readonly subtitle: string;
  /** Full path, for items inside others. */
  readonly path?: string;
  readonly shapes?: string;
  /** Path of the item whose weights it runs with once more. */
  readonly weightsOwner?: string;
  /** Enters the item; absent where it has no inside. */
  readonly onOpen?: (() => void) | undefined;
}

function Header(props: InspectorHeaderProps) {
  const { family, name, onRename } = props;
  const [refusal, setRefusal] = useState<Issue | null>(null);
  return (
    <header className={styles.header}>
      <div className={styles.top}>
        <Glyph family={family} />
        <h2 className={styles.heading}>
          {onRename === undefined ? (
            <span className={styles.name} data-testid="inspector-name">
              {name}
            </span>
          ) : (
            <TextField
              label={props.nameLabel}
              value={name}
              onChange={() => setRefusal(null)}
              onCommit={(text) => setRefusal(onRename(text))}
              error={refusal === null ? null : sentence(refusal)}
              className={styles.edit as string}
            />
          )}
        </h2>
        {props.onOpen !== undefined && (
          <IconButton
            icon={<SquareArrowUpRight size={15} aria-hidden />}
            label={t('Open {name}', { name })}
            onPress={props.onOpen}
            className={styles.open as string}
          />
        )}
      </div>
      {refusal !== null && <FieldFault id="refused-name" issue={refusal} text="" />}
      <p className={styles.subtitle}>{props.subtitle}</p>
      {props.path !== undefined && <p className={styles.path}>{props.path}</p>}
      {props.weightsOwner !== undefined && (
        <p className={styles.subtitle}>
          {tNodes('runs with the weights of {owner}', {
            owner: <span className={styles.weightsOwner}>{props.weightsOwner}</span>,
          })}
        </p>
      )}
      {props.shapes !== undefined && <p className={styles.shapes}>{props.shapes}</p>}
    </header>
  );
}

/** What is looked at: its name, kind, place and shapes. */
export const InspectorHeader = memo(Header);
