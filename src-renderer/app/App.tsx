import { Canvas } from '../canvas/Canvas.tsx';
import { itemPlace } from '../canvas/item-place.ts';
import { deleteBlock } from '../canvas/own-blocks.ts';
import { FileDialogs } from '../files/FileDialogs.tsx';
import { TrialsDialog } from '../formula/trial/TrialsDialog.tsx';
import { Inspector } from '../inspector/Inspector.tsx';
import { useLocale } from '../locale/locale.ts';
import { t } from '../locale/translate.ts';
import { DragGhost } from '../palette/DragGhost.tsx';
import { PalettePanel } from '../palette/PalettePanel.tsx';
import { PublishedSection } from '../published/PublishedSection.tsx';
import { useView } from '../store/view.ts';
import { Announcer } from '../ui/Announcer.tsx';
import { Toasts } from '../ui/Toasts.tsx';
import styles from './App.module.css';
import { BottomPanel } from './bottom/BottomPanel.tsx';
import { ComparePage } from './ComparePage.tsx';
import { BackboneDialog } from './dialogs/BackboneDialog.tsx';
import { CommandPalette } from './dialogs/CommandPalette.tsx';
import { closeDialog, useDialogs } from './dialogs/open-dialog.ts';
import { ShortcutsDialog } from './dialogs/ShortcutsDialog.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { PictureDialog } from './export/PictureDialog.tsx';
import { Formulas } from './Formulas.tsx';
import { FindPanel } from './find/FindPanel.tsx';
import { KeysDialog } from './keys/KeysDialog.tsx';
import { NewServer } from './NewServer.tsx';
import { StatusBar } from './StatusBar.tsx';
import { Toolbar } from './toolbar/Toolbar.tsx';
import { TourCard } from './tour/TourCard.tsx';
import { useShortcuts } from './use-shortcuts.ts';
import { Welcome } from './welcome/Welcome.tsx';

/** The whole window, drawn anew in each language. */
export function App() {
  const locale = useLocale((state) => state.locale);
  return <AppWindow key={locale} />;
}

/** Every part in its place. */
function AppWindow() {
  useShortcuts();
  const page = useView((state) => state.page);
  const areTrialsOpen = useDialogs((state) => state.open === 'trials');
  return (
    <>
      {page === 'opening' ? (
        <p role="status" className={styles.opening}>
          {t('Opening …')}
        </p>
      ) : page === 'welcome' ? (
        <ErrorBoundary name={t('the welcome page')}>
          <Welcome />
        </ErrorBoundary>
      ) : (
        <Workspace />
      )}
      <NewServer />
      <DragGhost />
      <CommandPalette />
      <BackboneDialog />
      <PictureDialog />
      <ShortcutsDialog />
      <KeysDialog />
      <TrialsDialog isOpen={areTrialsOpen} onClose={closeDialog} />
      <ErrorBoundary name={t('a dialog')}>
        <FileDialogs />
      </ErrorBoundary>
      <Toasts />
      <Announcer />
    </>
  );
}

function Workspace() {
  const page = useView((state) => state.page);
  const open = useView((state) => state.open);
  return (
    <div className={styles.window}>
      <Toolbar />
      {page === 'compare' ? (
        <main className={styles.page}>
          <ErrorBoundary name={t('the comparison')}>
            <ComparePage />
          </ErrorBoundary>
        </main>
      ) : (
        <div className={styles.body}>
          <ErrorBoundary name={t('the palette')}>
            <PalettePanel place={itemPlace} />
          </ErrorBoundary>
          <main className={styles.middle}>
            <div className={styles.canvas}>
              <ErrorBoundary name={t('the canvas')}>
                <Canvas />
              </ErrorBoundary>
              <TourCard />
              <FindPanel />
            </div>
            {open.bottom && (
              <ErrorBoundary name={t('the bottom panel')}>
                <BottomPanel />
              </ErrorBoundary>
            )}
          </main>
          {open.right && (
            <aside data-part="inspector" aria-label={t('Inspector')} className={styles.inspector}>
              <ErrorBoundary name={t('the inspector')}>
                <Inspector Formulas={Formulas} Published={PublishedSection} onDeleteBlock={deleteBlock} />
              </ErrorBoundary>
            </aside>
          )}
        </div>
      )}
      <StatusBar />
    </div>
  );
}
