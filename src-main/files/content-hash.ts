import { createHash } from 'node:crypto';

/** The SHA-256 of a file's bytes as 64 hexadecimal digits: two files with the same one hold the same. */
export const contentHash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
