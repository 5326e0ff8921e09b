import { SquareArrowUp } from 'lucide-react';
import type { Field, Value } from '../../src-core/language/field.ts';
import { t } from '../locale/translate.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { canPromote, promote } from './block-fields.ts';

interface PromoteButtonProps {
  /** The items that the field is shown of; nothing is offered for several. */
  readonly ids: readonly string[];
  readonly name: string;
  readonly field: Field;
  readonly value: Value | null;
}

/** Makes a field of an item a field of the block in whose drawing it stands; nothing where it cannot be one. */
export function PromoteButton({ ids, name, field, value }: PromoteButtonProps) {
  const [id, ...others] = ids;
  if (id === undefined || others.length > 0 || value === null || !canPromote(field)) return null;
  return (
    <IconButton
      icon={<SquareArrowUp size={14} aria-hidden />}
      label={t('Make {label} a field of the block', { label: field.label })}
      onPress={() => promote(id, name, field, value)}
    />
  );
}
