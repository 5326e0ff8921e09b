import { create } from 'zustand';

/** Counts requests to put the cursor into the palette's search field. */
export const useSearchFocus = create<{ requests: number }>(() => ({ requests: 0 }));

export const focusSearch = (): void =>
  useSearchFocus.setState(({ requests }) => ({ requests: requests + 1 }));
