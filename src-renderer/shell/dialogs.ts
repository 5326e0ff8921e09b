import { create } from 'zustand';

export type ShellDialog = 'backbone' | 'commands' | 'find' | 'shortcuts' | 'trials';

/** Which of the shell's own dialogs is open. */
export const useDialogs = create<{ open: ShellDialog | null }>(() => ({ open: null }));

export const openDialog = (open: ShellDialog): void => useDialogs.setState({ open });
export const closeDialog = (): void => useDialogs.setState({ open: null });
