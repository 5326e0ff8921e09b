import type { Disk, DiskFile } from './disk.ts';
import { disk } from './disk.ts';

/** Errors that a system raises at any call. */
export const diskErrors = [
  'ENOSPC',
  'EDQUOT',
  'EIO',
  'EACCES',
  'EPERM',
  'EROFS',
  'EMFILE',
  'EBUSY',
  'ENAMETOOLONG',
] as const;

export interface Faults {
  /** The calls so far, by name. */
  readonly calls: string[];
  readonly disk: Disk;
}

/** @param fails the error that a call raises, by its number from 0 and its name; null lets it through */
export function faultyDisk(fails: (call: number, name: string) => string | null): Faults {
  const calls: string[] = [];
  const call = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    calls.push(name);
    const code = fails(calls.length - 1, name);
    if (code !== null) throw Object.assign(new Error(`${name} failed`), { code });
    return work();
  };
  const wrapped = (file: DiskFile): DiskFile => ({
    write: (bytes, offset) => call('write', () => file.write(bytes, offset)),
    chmod: (mode) => call('chmod', () => file.chmod(mode)),
    chown: (uid, gid) => call('chown', () => file.chown(uid, gid)),
    stat: () => call('fstat', () => file.stat()),
    sync: () => call('sync', () => file.sync()),
    datasync: () => call('datasync', () => file.datasync()),
    // A file that cannot be closed is gone all the same, as POSIX has it.
    close: () => file.close().then(() => call('close', async () => undefined)),
  });
  return {
    calls,
    disk: {
      open: (path, flags, mode) => call('open', async () => wrapped(await disk.open(path, flags, mode))),
      lstat: (path) => call('lstat', () => disk.lstat(path)),
      mkdir: (path, options) => call('mkdir', () => disk.mkdir(path, options)),
      readdir: (path) => call('readdir', () => disk.readdir(path)),
      readFile: (path) => call('readFile', () => disk.readFile(path)),
      readlink: (path) => call('readlink', () => disk.readlink(path)),
      realpath: (path) => call('realpath', () => disk.realpath(path)),
      rename: (from, to) => call('rename', () => disk.rename(from, to)),
      stat: (path) => call('stat', () => disk.stat(path)),
      unlink: (path) => call('unlink', () => disk.unlink(path)),
    },
  };
}
