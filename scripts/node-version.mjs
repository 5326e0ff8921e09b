/** The oldest Node that start and test work with. */
import process from 'node:process';

/** A sentence where this Node is too old, otherwise null. */
export function tooOld(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return null;
  return `Blockwright needs Node 20.19 or newer; this is ${version}.`;
}
