/** Characters that a file system somewhere does not take, that lead into another folder, or that hide what a name is. */
const unusable = /[\\/:*?"<>|\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Names that Windows keeps for devices, whatever ending follows. */
const devices = /^(con|prn|aux|nul|(com|lpt)[\d¹²³])(?=\.|$)/i;

/** UTF-8 bytes of a character. */
const bytesOf = (character: string): number => {
  const point = character.codePointAt(0) as number;
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
};

/** File systems take 255 bytes; the rest is for what stands before and behind. */
const mostBytes = 120;

/**
 * A text as a part of a file's name on any system: what cannot stand there becomes `_`, blanks and dots at its ends go, and
 * it has at most 120 bytes in UTF-8. Empty where nothing is left.
 */
export function fileNameOf(text: string): string {
  const whole = text
    .normalize('NFC')
    .replaceAll(unusable, '_')
    .replace(/^[\s.]+|[\s.]+$/gu, '');
  let name = '';
  let bytes = 0;
  for (const character of whole.replace(devices, '_$&')) {
    bytes += bytesOf(character);
    if (bytes > mostBytes) break;
    name += character;
  }
  return name.replace(/[\s.]+$/u, '');
}
