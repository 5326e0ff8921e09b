import type { ReactNode } from 'react';
import { Canvas } from '../canvas/Canvas.tsx';
import { itemPlace } from '../canvas/item-place.ts';
import { deleteBlock } from '../canvas/own-blocks.ts';
import { FileDialogs } from '../files/FileDialogs.tsx';
import { TrialsDialog } from '../formula/trial/TrialsDialog.tsx';
import { Inspector } from '../inspector/Inspector.tsx';
import { useLocale } from '../locale/locale.ts';
import { t } from '../locale/translate.ts';
import { DragGhost } from '../palette/DragGhost.tsx';
import { FoldedPalette } from '../palette/FoldedPalette.tsx';
import { PalettePanel } from '../palette/PalettePanel.tsx';
import { PublishedSection } from '../published/PublishedSection.tsx';
import { inspectorWidths, setView, useView } from '../store/view.ts';
import { Announcer } from '../ui/Announcer.tsx';
import { ResizeEdge } from '../ui/ResizeEdge.tsx';
import { Toasts } from '../ui/Toasts.tsx';
import styles from './App.module.css';
import { BottomPanel } from './bottom/BottomPanel.tsx';
import { ComparePage } from './ComparePage.tsx';
import { Drawer } from './Drawer.tsx';
import { BackboneDialog } from './dialogs/BackboneDialog.tsx';
import { CommandPalette } from './dialogs/CommandPalette.tsx';
import { DevicesDialog } from './dialogs/DevicesDialog.tsx';
import { closeDialog, useDialogs } from './dialogs/open-dialog.ts';
import { ShortcutsDialog } from './dialogs/ShortcutsDialog.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { PictureDialog } from './export/PictureDialog.tsx';
import { InspectorFormulas } from './Formulas.tsx';
import { FindPanel } from './find/FindPanel.tsx';
import { KeysDialog } from './keys/KeysDialog.tsx';
import { NewServer } from './NewServer.tsx';
import { StatusBar } from './StatusBar.tsx';
import { Toolbar } from './toolbar/Toolbar.tsx';
import { TourCard } from './tour/TourCard.tsx';
import { useShortcuts } from './use-shortcuts.ts';
import { Welcome } from './welcome/Welcome.tsx';
import { useDrawer, useOneDrawer } from './window-room.ts';

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
      <DevicesDialog />
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

const setInspectorWidth = (width: number): void =>
  setView({
    inspectorWidth: Math.round(Math.min(inspectorWidths.most, Math.max(inspectorWidths.least, width))),
  });

/** A panel beside the canvas, or where there is no room over it. */
const inPlace = (side: 'left' | 'right', isDrawer: boolean, panel: ReactNode): ReactNode =>
  isDrawer ? <Drawer side={side}>{panel}</Drawer> : panel;

function Workspace() {
  const page = useView((state) => state.page);
  const open = useView((state) => state.open);
  const inspectorWidth = useView((state) => state.inspectorWidth);
  const isLeftDrawer = useDrawer('left');
  const isRightDrawer = useDrawer('right');
  useOneDrawer(isRightDrawer);
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
            {(isLeftDrawer || !open.left) && <FoldedPalette isOpen={open.left} />}
            {open.left && inPlace('left', isLeftDrawer, <PalettePanel place={itemPlace} />)}
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
          {open.right &&
            inPlace(
              'right',
              isRightDrawer,
              <aside
                data-part="inspector"
                aria-label={t('Inspector')}
                className={styles.inspector}
                style={{ width: inspectorWidth }}
              >
                <ResizeEdge
                  label={t('Width of the inspector')}
                  edge="left"
                  size={inspectorWidth}
                  onResize={setInspectorWidth}
                />
                <ErrorBoundary name={t('the inspector')}>
                  <Inspector
                    Formulas={InspectorFormulas}
                    Published={PublishedSection}
                    onDeleteBlock={deleteBlock}
                  />
                </ErrorBoundary>
              </aside>,
            )}
        </div>
      )}
      <StatusBar />
    </div>
  );
}
