import katex from 'katex';
import 'katex/dist/katex.min.css';
import { useLayoutEffect, useRef } from 'react';
import styles from './Tex.module.css';

/** Drawn formulas by their text: a term that stands in many rows is typeset once and then copied. */
const drawn = new Map<string, HTMLElement>();
const drawnLimit = 2_000;

function typeset(tex: string): HTMLElement {
  let template = drawn.get(tex);
  if (template === undefined) {
    template = document.createElement('span');
    // Rendering into the DOM sets styles by script, which the page's content policy allows; markup from text it does not.
    katex.render(tex, template, { throwOnError: false, output: 'html' });
    if (drawn.size >= drawnLimit) drawn.clear();
    drawn.set(tex, template);
  }
  return template.cloneNode(true) as HTMLElement;
}

/** A piece of set mathematics. It never breaks inside; whoever shows it names it in words. */
export function Tex({ tex }: { readonly tex: string }) {
  const place = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    place.current?.replaceChildren(typeset(tex));
  }, [tex]);
  return <span ref={place} aria-hidden className={styles.tex} />;
}
