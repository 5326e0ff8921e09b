/** How the names of saved designs end. */
export const designSuffix = '.blockwright.json';
export const modelSuffix = '.onnx';
export const pythonSuffix = '.py';
export const weightsSuffix = '.safetensors';

/** The last part of a path of any system. */
export const fileName = (path: string): string => path.split(/[\\/]/).at(-1) ?? path;

/** A name without its ending. */
export const stemOf = (name: string): string => name.replace(/(\.blockwright)?\.json$|\.onnx$|\.py$/i, '');

/** A name with the ending that its kind of file has, added where it is missing. */
export const named = (name: string, suffix: string): string =>
  name.toLowerCase().endsWith(suffix === designSuffix ? '.json' : suffix) ? name : `${name}${suffix}`;
