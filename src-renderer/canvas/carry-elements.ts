import { fromFlow } from './flow-names.ts';
import { picture } from './shown-picture.ts';

/**
 * Keeps the elements of what is on the move with it. React Flow has them where they stand in the document; how far they
 * are from there lies on top of that, so that a step of a drag renders nothing.
 */
export function carryElements(): void {
  const { by, isMoving } = picture;
  for (const element of document.querySelectorAll<HTMLElement>('.react-flow__node')) {
    const { id } = element.dataset;
    const isLifted =
      isMoving && id !== undefined && picture.isLifted(picture.nodeAt(fromFlow(id))?.name ?? '');
    if (isLifted) element.style.translate = `${by.x}px ${by.y}px`;
    else if (element.style.translate !== '') element.style.translate = '';
  }
}
