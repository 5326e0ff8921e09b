import { create } from 'zustand';

/** What a screen reader is told of that has no place on the screen; the count lets it read the same words twice. */
export const useAnnouncement = create<{ readonly text: string; readonly count: number }>(() => ({
  text: '',
  count: 0,
}));

/** Tells a screen reader what has just happened where the focus alone does not. */
export const announce = (text: string): void =>
  useAnnouncement.setState(({ count }) => ({ text, count: count + 1 }));
