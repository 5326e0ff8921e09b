import type { MouseEvent } from 'react';
import { wireInto } from '../../src-core/document/wire-into.ts';
import { useDocument } from '../store/document.ts';
import { nameOf } from '../store/navigation.ts';

/**
 * Takes the end of the wire that an input has onto the pointer, as if the wire itself had been pressed there.
 * @returns whether there is such a wire
 */
export function takeWireEnd(event: MouseEvent, path: string, port: string): boolean {
  if (event.button !== 0) return false;
  const wire = wireInto(useDocument.getState().design, { node: nameOf(path), port });
  if (wire === undefined) return false;
  const end = document.querySelector(
    `.react-flow__edge[data-id="${CSS.escape(wire.id)}"] .react-flow__edgeupdater-target`,
  );
  const { clientX, clientY } = event;
  end?.dispatchEvent(new window.MouseEvent('mousedown', { bubbles: true, button: 0, clientX, clientY }));
  return end !== null;
}
