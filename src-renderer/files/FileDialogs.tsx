import { useEffect } from 'react';
import { useDevices } from '../store/devices.ts';
import { useDocument } from '../store/document.ts';
import { DropTarget } from './DropTarget.tsx';
import { Questions } from './Questions.tsx';

/** A browser asks before it leaves a page with unsaved work. The desktop shell's window closes through its own question. */
function useLeavingQuestion(): void {
  const asks = useDocument((state) => state.isDirty);
  const isServed = useDevices((state) => state.hello?.shell === 'serve');
  useEffect(() => {
    if (!asks || !isServed) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [asks, isServed]);
}

/** Everything about files that lies over the window. */
export function FileDialogs() {
  useLeavingQuestion();
  return (
    <>
      <DropTarget />
      <Questions />
    </>
  );
}
