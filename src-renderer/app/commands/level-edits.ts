import { isReadOnly, sayReadOnly, whyReadOnly } from '../../canvas/read-only.ts';
import type { Command, Refusal } from '../../store/commands.ts';
import { isEnabled } from '../../store/commands.ts';
import { onDesign } from './pages.ts';

/** True where what is on screen can be edited: the inside of a block is drawn from its definition and cannot. */
export const isEditing = (): boolean => onDesign() && !isReadOnly();

/** Why the open level cannot be edited; null where it can, or where none is shown. */
export const levelRefusal = (): Refusal | null =>
  onDesign() && isReadOnly() ? { reason: whyReadOnly(), say: sayReadOnly } : null;

/** Commands that change what is drawn on the open level: each can run where that can be edited, and says elsewhere why not. */
export const levelEdits = (commands: readonly Command[]): readonly Command[] =>
  commands.map((command) => ({
    ...command,
    isEnabled: () => isEditing() && isEnabled(command),
    refusal: levelRefusal,
  }));
