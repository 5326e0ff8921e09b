import { useDevices } from '../store/devices.ts';

/** True where the window shows its own file dialogs, because the shell has no native ones. */
export const showsFileDialogs = (): boolean => useDevices.getState().hello?.nativeDialogs !== true;
