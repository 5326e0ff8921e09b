import { create } from 'zustand';

const key = 'blockwright.folds';

function stored(): Readonly<Record<string, boolean>> {
  try {
    const saved: unknown = JSON.parse(globalThis.localStorage?.getItem(key) ?? '{}');
    if (typeof saved !== 'object' || saved === null) return {};
    return Object.fromEntries(Object.entries(saved).filter(([, value]) => typeof value === 'boolean'));
  } catch {
    return {};
  }
}

/** Whether sections that a person folded or unfolded are open, by their names; kept for the next time. */
export const useFolds = create<Readonly<Record<string, boolean>>>(() => stored());

useFolds.subscribe((state) => globalThis.localStorage?.setItem(key, JSON.stringify(state)));

export const setFold = (name: string, isOpen: boolean): void => useFolds.setState({ [name]: isOpen });
