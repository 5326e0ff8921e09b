import { ArrowUp, ChevronRight, Clock } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import type { FolderEntry, RecentFile } from '../../src-core/contract.ts';
import type { Issue } from '../../src-core/errors.ts';
import type { PlainText } from '../locale/translate.ts';
import { t } from '../locale/translate.ts';
import { call } from '../rpc/services.ts';
import { useDevices } from '../store/devices.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { TextField } from '../ui/TextField.tsx';
import { spoken } from '../ui/toast-issues.ts';
import { fileName, stemOf } from './design-name.ts';
import { FolderTable } from './FolderTable.tsx';
import type { FolderOrder } from './folder-order.ts';
import { crumbs, isListed, pathIn, sortEntries } from './folder-order.ts';
import styles from './PathDialog.module.css';
import type { PathPurpose, PathQuestion } from './questions.ts';
import { askChoice } from './questions.ts';
import { useFolder } from './use-folder.ts';

const actions: Readonly<Record<PathPurpose, PlainText>> = { open: 'Open', save: 'Save', export: 'Export' };
const empty: Readonly<Record<PathPurpose, PlainText>> = {
  open: 'No designs here yet.',
  save: 'Nothing here yet.',
  export: 'No models here yet.',
};

function Recent({ onOpen }: { readonly onOpen: (path: string) => void }) {
  const [files, setFiles] = useState<readonly RecentFile[]>([]);
  useEffect(() => {
    void call('recentFiles', {}).then((result) => result.ok && setFiles(result.value.slice(0, 5)));
  }, []);
  if (files.length === 0) return null;
  return (
    <section aria-label={t('Recent')} className={styles.recent}>
      <h3 className={styles.label}>{t('Recent')}</h3>
      {files.map(({ path, name }) => (
        <Button
          key={path}
          look="plain"
          icon={<Clock size={14} aria-hidden />}
          onPress={() => onOpen(path)}
          className={styles.file as string}
        >
          <span className={styles.cut}>{name}</span>
        </Button>
      ))}
    </section>
  );
}

/** The dialog of shells without one of their own: a listing of the workspace, and a field for the name. */
export function PathDialog({ question }: { readonly question: PathQuestion }) {
  const { purpose, title, suggestedName } = question;
  const workspace = useDevices((state) => state.hello?.workspace ?? null);
  const { folder, issues: unread, isReading, show } = useFolder();
  const [name, setName] = useState(suggestedName);
  const [selected, setSelected] = useState<string | null>(null);
  const [order, setOrder] = useState<FolderOrder>({ column: 'name', isDescending: false });
  const [refused, setRefused] = useState<readonly Issue[]>([]);
  const [isBusy, setBusy] = useState(false);
  const [isWaiting, setWaiting] = useState(false);
  const [now] = useState(Date.now);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.setSelectionRange(0, stemOf(suggestedName).length);
  }, [suggestedName]);

  const enter = (path: string | null): void => {
    setSelected(null);
    setWaiting(false);
    setRefused([]);
    show(path);
  };
  const submit = async (path: string, overwrite = false): Promise<void> => {
    setBusy(true);
    setRefused([]);
    const issues = await question.submit(path, overwrite);
    if (issues === null) return;
    setBusy(false);
    if (!issues.some(({ code }) => code === 'file/exists')) return setRefused(issues);
    const answer = await askChoice({
      title: t('Replace the file?'),
      text: t('{file} is there already. Replacing it loses what it holds.', { file: fileName(path) }),
      choices: [
        { id: 'cancel', label: t('Cancel'), look: 'plain' },
        { id: 'replace', label: t('Replace'), look: 'primary' },
      ],
    });
    if (answer === 'replace') await submit(path, true);
    else field.current?.focus();
  };
  const submitName = (): void => {
    const typed = name.trim();
    if (typed === '' || isBusy) return;
    // The name is meant in the folder that is on its way.
    if (isReading) {
      setWaiting(true);
      return;
    }
    if (folder === null) return;
    const entry = folder.entries.find((each) => each.name === typed);
    if (entry?.kind === 'folder') enter(entry.path);
    else void submit(pathIn(folder.path, typed));
  };
  useEffect(() => {
    if (!isWaiting || isReading) return;
    setWaiting(false);
    if (unread.length === 0) submitName();
  });
  const choose = (entry: FolderEntry): void => {
    if (entry.kind === 'folder') enter(entry.path);
    else void submit(entry.path);
  };
  const onKeys = (event: KeyboardEvent): void => {
    const isUp = event.key === 'ArrowUp' && event.altKey;
    if (!isUp || folder?.parent == null) return;
    event.preventDefault();
    enter(folder.parent);
  };
  const entries = sortEntries(
    (folder?.entries ?? []).filter((entry) => isListed(entry, purpose)),
    order,
  );
  const [first] = [...refused, ...unread];
  return (
    <Dialog
      title={title}
      isOpen
      onClose={question.cancel}
      width="wide"
      actions={
        <>
          <p role="alert" className={styles.refusal}>
            {first !== undefined && spoken(first)}
          </p>
          <Button look="plain" onPress={question.cancel}>
            {t('Cancel')}
          </Button>
          <Button look="primary" isDisabled={name.trim() === '' || isBusy} onPress={submitName}>
            {t(actions[purpose])}
          </Button>
        </>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: one shortcut for everything inside, beside the button for it */}
      <div className={styles.content} onKeyDown={onKeys}>
        <nav aria-label={t('Folders')} className={styles.crumbs}>
          <IconButton
            icon={<ArrowUp size={16} aria-hidden />}
            label={t('Up one folder')}
            shortcut="Alt+ArrowUp"
            isDisabled={folder?.parent == null}
            onPress={() => enter(folder?.parent ?? null)}
          />
          {crumbs(workspace, folder?.path ?? '').map((crumb, index) => (
            <span key={crumb.path} className={styles.crumb}>
              {index > 0 && <ChevronRight size={12} aria-hidden className={styles.quiet} />}
              <Button
                look="plain"
                className={styles.step as string}
                isDisabled={crumb.path === folder?.path}
                onPress={() => enter(crumb.path)}
              >
                {crumb.name}
              </Button>
            </span>
          ))}
        </nav>
        <div className={styles.columns}>
          {purpose === 'open' && <Recent onOpen={(path) => void submit(path)} />}
          <div className={styles.listing} aria-busy={isReading}>
            <FolderTable
              label={t('Files')}
              entries={entries}
              order={order}
              onOrder={setOrder}
              selected={selected}
              onSelect={(entry) => {
                setSelected(entry.path);
                if (entry.kind !== 'folder') setName(entry.name);
              }}
              onChoose={choose}
              empty={t(isReading ? 'Reading…' : empty[purpose])}
              now={now}
            />
          </div>
        </div>
        <div className={styles.name}>
          <span className={styles.label}>{t('File name')}</span>
          <TextField
            label={t('File name')}
            value={name}
            onChange={(text) => {
              setName(text);
              setWaiting(false);
              setRefused([]);
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              submitName();
            }}
            inputRef={field}
            className={styles.field as string}
          />
        </div>
      </div>
    </Dialog>
  );
}
