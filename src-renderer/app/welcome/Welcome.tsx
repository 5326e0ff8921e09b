import { File, FolderOpen, GraduationCap, Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import { unitOf } from '../../../src-core/analysis/conventions/conventions.ts';
import { featured, networks } from '../../../src-core/catalogue.ts';
import type { RecentFile } from '../../../src-core/contract.ts';
import type { ReadyNetwork } from '../../../src-core/networks/ready-network.ts';
import { NetworkList } from '../../catalogue/NetworkList.tsx';
import { openFile } from '../../files/open-file.ts';
import { whenText } from '../../files/when-text.ts';
import { t } from '../../locale/translate.ts';
import { call, useConnection } from '../../rpc/services.ts';
import { runCommand } from '../../store/commands.ts';
import { useConvention } from '../../store/convention.ts';
import { conventionLabel } from '../../store/convention-words.ts';
import { useDevices } from '../../store/devices.ts';
import { useShortcut } from '../../store/keys.ts';
import { Button } from '../../ui/Button.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { openNetwork } from '../commands/file-commands.ts';
import { ConventionSwitch } from '../toolbar/ConventionSwitch.tsx';
import { Mark } from '../toolbar/Mark.tsx';
import { BlockCard } from './BlockCard.tsx';
import { NetworkCard } from './NetworkCard.tsx';
import { singleBlocks } from './single-blocks.ts';
import styles from './Welcome.module.css';

/** The folder of a path, whatever separates its parts. */
const folderOf = (path: string): string => path.replace(/[\\/][^\\/]*$/, '') || '/';

function useRecentFiles(): readonly RecentFile[] {
  const isConnected = useConnection((state) => state.state === 'open');
  const [files, setFiles] = useState<readonly RecentFile[]>([]);
  useEffect(() => {
    if (!isConnected) return;
    let wanted = true;
    void call('recentFiles', {}).then((result) => {
      if (wanted && result.ok) setFiles(result.value);
    });
    return () => {
      wanted = false;
    };
  }, [isConnected]);
  return files;
}

const pick = (network: ReadyNetwork): void => void openNetwork(network);

/** The first screen: start empty, open a file, or take a copy of a ready network. */
export function Welcome() {
  const recent = useRecentFiles();
  const version = useDevices((state) => state.hello?.version);
  const convention = useConvention();
  const [newKey, openKey] = [useShortcut('file.new'), useShortcut('file.open')];
  return (
    <div className={styles.welcome}>
      <aside className={styles.side} aria-label={t('Start')}>
        <div className={styles.brand}>
          <Mark size={26} />
          <h1>Blockwright</h1>
        </div>
        <p className={styles.lead}>{t('Draw a convolutional network, read its exact cost, measure it.')}</p>
        <Button
          look="primary"
          icon={<Plus size={16} aria-hidden />}
          onPress={() => runCommand('file.new')}
          className={styles.wide as string}
        >
          {t('Start empty')}
          {newKey !== undefined && <Kbd keys={newKey} />}
        </Button>
        <Button
          icon={<FolderOpen size={16} aria-hidden />}
          onPress={() => runCommand('file.open')}
          className={styles.wide as string}
        >
          {t('Open…')}
          {openKey !== undefined && <Kbd keys={openKey} />}
        </Button>
        <Button
          icon={<GraduationCap size={16} aria-hidden />}
          onPress={() => runCommand('window.tour')}
          className={styles.wide as string}
        >
          {t('Take the two-minute tour')}
        </Button>
        {recent.length > 0 && (
          <>
            <h2 className={styles.heading}>{t('Recent')}</h2>
            <ul className={styles.recent} aria-label={t('Recent files')}>
              {recent.slice(0, 9).map(({ path, name, opened }) => (
                <li key={path}>
                  <button type="button" title={path} onClick={() => void openFile(path)}>
                    <File size={16} aria-hidden />
                    <span className={styles.recentText}>
                      <span className={styles.recentName}>{name}</span>
                      <span className={styles.when}>
                        {whenText(opened, Date.now())}, {folderOf(path)}
                      </span>
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
        <div className={styles.foot}>
          <Button look="link" onPress={() => runCommand('window.shortcuts')}>
            {t('Shortcuts')}
          </Button>
          {version !== undefined && <span>{version}</span>}
        </div>
      </aside>
      <main className={styles.main}>
        <h2 className={styles.section}>
          {t('Ready networks')}
          <span>
            {t('opens a copy; each at its own input, {unit}: {convention}', {
              unit: unitOf(convention),
              convention: conventionLabel(convention),
            })}
          </span>
          <ConventionSwitch />
        </h2>
        <div className={styles.cards}>
          {featured.map((network, index) => (
            <NetworkCard key={network.name} network={network} isFirst={index === 0} />
          ))}
          <button type="button" className={styles.drop} onClick={() => runCommand('file.open')}>
            <FolderOpen size={20} aria-hidden />
            {t('Drop a file here')}
            <code>*.blockwright.json, *.onnx</code>
          </button>
        </div>
        <h2 className={styles.section}>
          {t('All networks')}
          <span>{t('opens a copy')}</span>
        </h2>
        <NetworkList label={t('All networks')} networks={networks} onPick={pick} />
        <h2 className={styles.section}>
          {t('Blocks on their own')}
          <span>{t('small enough to read in one look')}</span>
        </h2>
        <div className={styles.blocks}>
          {singleBlocks().map((block) => (
            <BlockCard key={block.id} block={block} />
          ))}
        </div>
      </main>
    </div>
  );
}
