/** The oldest Node that Blockwright works with. Old ones read this file too, so it imports nothing and is written plainly. */

/** A sentence where this Node is too old, otherwise null. */
export function tooOld(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return null;
  return `Blockwright needs Node 20.19 or newer; this is ${version}.`;
}
