import { create } from 'zustand';

const key = 'blockwright.recent-items';
const most = 5;

function stored(): readonly string[] {
  try {
    const saved: unknown = JSON.parse(globalThis.localStorage?.getItem(key) ?? '[]');
    return Array.isArray(saved) ? saved.filter((id) => typeof id === 'string').slice(0, most) : [];
  } catch {
    return [];
  }
}

/** Definitions added last, the latest first, by id. */
export const useRecentItems = create<{ ids: readonly string[] }>(() => ({ ids: stored() }));

/** Puts a definition at the head of the recent ones, and remembers them on this machine. */
export function remember(id: string): void {
  const ids = [id, ...useRecentItems.getState().ids.filter((other) => other !== id)].slice(0, most);
  globalThis.localStorage?.setItem(key, JSON.stringify(ids));
  useRecentItems.setState({ ids });
}
