/** Unpacks brotli-compressed files and tar archives with what Node has. */
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';

const decompress = promisify(brotliDecompress);
const block = 512;

const text = (bytes) =>
  bytes.subarray(0, bytes.indexOf(0) === -1 ? bytes.length : bytes.indexOf(0)).toString('utf8');

/**
 * The entries of a ustar archive.
 * @param {Buffer} tar
 * @returns {Generator<{ path: string, kind: 'file' | 'folder' | 'link', mode: number, target: string, bytes: Buffer }>}
 */
export function* entries(tar) {
  for (let at = 0; at + block <= tar.length && tar[at] !== 0; ) {
    const header = tar.subarray(at, at + block);
    const size = Number.parseInt(text(header.subarray(124, 136)).trim() || '0', 8);
    const prefix = text(header.subarray(257, 262)) === 'ustar' ? text(header.subarray(345, 500)) : '';
    const type = String.fromCharCode(header[156] ?? 0);
    const kind =
      type === '5' ? 'folder' : type === '2' ? 'link' : type === '0' || type === '\0' ? 'file' : null;
    if (kind !== null) {
      yield {
        path: join(prefix, text(header.subarray(0, 100))),
        kind,
        mode: Number.parseInt(text(header.subarray(100, 108)).trim(), 8),
        target: text(header.subarray(157, 257)),
        bytes: tar.subarray(at + block, at + block + size),
      };
    }
    at += block + Math.ceil(size / block) * block;
  }
}

/** Unpacks one .tar.br into a folder. @param {string} archive @param {string} folder */
export async function unpackTar(archive, folder) {
  for (const entry of entries(await decompress(readFileSync(archive)))) {
    const path = join(folder, entry.path);
    if (!path.startsWith(folder))
      throw new Error(`${archive} has an entry outside its folder: ${entry.path}`);
    if (entry.kind === 'folder') {
      mkdirSync(path, { recursive: true });
      continue;
    }
    mkdirSync(dirname(path), { recursive: true });
    if (entry.kind === 'link') symlinkSync(entry.target, path);
    else writeFileSync(path, entry.bytes, { mode: entry.mode });
  }
}

/** Unpacks one .br file. @param {string} archive @param {string} file @param {number} mode */
export async function unpackFile(archive, file, mode) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, await decompress(readFileSync(archive)));
  chmodSync(file, mode);
}
