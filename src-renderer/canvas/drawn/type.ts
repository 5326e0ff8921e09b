import type { Type } from './pen.ts';

export const bold = (size: number, line: number): Type => ({ size, line, weight: 600, face: 'sans' });
export const plain = (size: number, line: number): Type => ({ size, line, weight: 400, face: 'sans' });
export const mono = (size: number, line: number): Type => ({ size, line, weight: 400, face: 'mono' });

/** A shape without the spaces that a large one has no room for. */
export const tightly = (shape: string): string => shape.replaceAll(' × ', '×');
