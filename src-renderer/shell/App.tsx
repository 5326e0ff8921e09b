import { Canvas } from '../canvas/Canvas.tsx';
import { TrialsDialog } from '../formula/trial/TrialsDialog.tsx';
import { DragGhost } from '../palette/DragGhost.tsx';
import { PalettePanel } from '../palette/PalettePanel.tsx';
import { useView } from '../store/view.ts';
import { Toasts } from '../ui/Toasts.tsx';
import styles from './App.module.css';
import { BackboneDialog } from './BackboneDialog.tsx';
import { BottomPanel } from './BottomPanel.tsx';
import { CommandPalette } from './CommandPalette.tsx';
import { closeDialog, useDialogs } from './dialogs.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { FindDialog } from './FindDialog.tsx';
import type { Panels } from './panels.ts';
import { ShortcutsDialog } from './ShortcutsDialog.tsx';
import { StatusBar } from './StatusBar.tsx';
import { Toolbar } from './Toolbar.tsx';
import { useShortcuts } from './use-shortcuts.ts';
import { Welcome } from './Welcome.tsx';

/** The whole window: the parts it is handed stand in the places it gives them. */
export function App({ panels }: { readonly panels: Panels }) {
  useShortcuts();
  const page = useView((state) => state.page);
  const areTrialsOpen = useDialogs((state) => state.open === 'trials');
  const { dialogs: Dialogs } = panels;
  return (
    <>
      {page === 'welcome' ? (
        <ErrorBoundary name="the welcome page">
          <Welcome files={panels.files} />
        </ErrorBoundary>
      ) : (
        <Workspace panels={panels} />
      )}
      <DragGhost />
      <CommandPalette />
      <FindDialog />
      <BackboneDialog files={panels.files} />
      <ShortcutsDialog />
      <TrialsDialog isOpen={areTrialsOpen} onClose={closeDialog} />
      {Dialogs !== null && (
        <ErrorBoundary name="a dialog">
          <Dialogs />
        </ErrorBoundary>
      )}
      <Toasts />
    </>
  );
}

function Workspace({ panels }: { readonly panels: Panels }) {
  const page = useView((state) => state.page);
  const open = useView((state) => state.open);
  const { inspector: Inspector, compare: Compare, profile } = panels;
  return (
    <div className={styles.window}>
      <Toolbar />
      {page === 'compare' && Compare !== null ? (
        <main className={styles.page}>
          <ErrorBoundary name="the comparison">
            <Compare />
          </ErrorBoundary>
        </main>
      ) : (
        <div className={styles.body}>
          <ErrorBoundary name="the palette">
            <PalettePanel />
          </ErrorBoundary>
          <main className={styles.middle}>
            <div className={styles.canvas}>
              <ErrorBoundary name="the canvas">
                <Canvas />
              </ErrorBoundary>
            </div>
            {open.bottom && (
              <ErrorBoundary name="the bottom panel">
                <BottomPanel profile={profile} />
              </ErrorBoundary>
            )}
          </main>
          {open.right && (
            <aside aria-label="Inspector" className={styles.inspector}>
              <ErrorBoundary name="the inspector">{Inspector !== null && <Inspector />}</ErrorBoundary>
            </aside>
          )}
        </div>
      )}
      <StatusBar />
    </div>
  );
}
