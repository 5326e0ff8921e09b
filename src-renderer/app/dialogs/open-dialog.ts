import { create } from 'zustand';

export type AppDialog = 'backbone' | 'commands' | 'devices' | 'keys' | 'picture' | 'shortcuts' | 'trials';

/** Which of the window's own dialogs is open. */
export const useDialogs = create<{ open: AppDialog | null }>(() => ({ open: null }));

export const openDialog = (open: AppDialog): void => useDialogs.setState({ open });
export const closeDialog = (): void => useDialogs.setState({ open: null });
