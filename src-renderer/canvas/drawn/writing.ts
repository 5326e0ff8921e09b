import type { Context } from './surface.ts';

interface Text {
  readonly text: string;
  readonly x: number;
  readonly baseline: number;
  readonly colour: string;
}

/** Texts that are written together, each typeface in one go: changing it costs more than writing a few words. */
export class Writing {
  readonly context: Context;
  readonly #texts = new Map<string, Text[]>();

  constructor(context: Context) {
    this.context = context;
  }

  add(font: string, text: Text): void {
    const texts = this.#texts.get(font);
    if (texts === undefined) this.#texts.set(font, [text]);
    else texts.push(text);
  }

  /** Writes everything that has been added since the last time. */
  finish(): void {
    const { context } = this;
    for (const [font, texts] of this.#texts) {
      if (texts.length === 0) continue;
      context.font = font;
      let filled = '';
      for (const { text, x, baseline, colour } of texts) {
        if (colour !== filled) context.fillStyle = colour;
        filled = colour;
        context.fillText(text, x, baseline);
      }
      texts.length = 0;
    }
  }
}
