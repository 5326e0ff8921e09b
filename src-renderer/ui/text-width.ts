let context: CanvasRenderingContext2D | null = null;

/** The width of a line of text in pixels, as the browser will draw it in a CSS font. */
export function textWidth(text: string, font: string): number {
  context ??= document.createElement('canvas').getContext('2d');
  if (context === null) return text.length * 7;
  context.font = font;
  return context.measureText(text).width;
}
