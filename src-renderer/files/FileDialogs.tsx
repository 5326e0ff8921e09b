import { useEffect } from 'react';
import { useDocument } from '../store/document.ts';
import { DropTarget } from './DropTarget.tsx';
import { Questions } from './Questions.tsx';

/**
 * Both shells ask before a page with unsaved work is left: the browser by itself, the desktop shell's window when the page
 * objects. What a tab only follows is the other tab's to ask about.
 */
function useLeavingQuestion(): void {
  const asks = useDocument((state) => state.isDirty && !state.isFollowing);
  useEffect(() => {
    if (!asks) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [asks]);
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
