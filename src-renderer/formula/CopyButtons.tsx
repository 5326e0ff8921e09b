import { Copy } from 'lucide-react';
import { memo, useRef } from 'react';
import type { Expr } from '../../src-core/algebra/expression.ts';
import { toLatex, toText } from '../../src-core/algebra/print.ts';
import { Button } from '../ui/Button.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import styles from './CopyButtons.module.css';
import { copyText } from './copy-text.ts';

interface NumberButtonProps {
  readonly isKnown: boolean;
  readonly onPress: () => void;
}

const NumberButton = memo(function NumberButton({ isKnown, onPress }: NumberButtonProps) {
  return (
    <IconButton
      icon={<Copy size={14} aria-hidden />}
      label="Copy the number"
      isDisabled={!isKnown}
      onPress={onPress}
      className={styles.copy as string}
    />
  );
});

/** Copies the exact integer. The number changes at every frame of a drag; the button is drawn once. */
export function CopyNumber({ value }: { readonly value: bigint | null }) {
  const latest = useRef(value);
  latest.current = value;
  const copy = useRef(() => void copyText(String(latest.current), 'the number'));
  return <NumberButton isKnown={value !== null} onPress={copy.current} />;
}

/** Takes a formula away as text that any evaluator reads, or as LaTeX. */
export const CopyFormula = memo(function CopyFormula({ value }: { readonly value: Expr }) {
  return (
    <p className={styles.actions}>
      <Button look="link" onPress={() => void copyText(toText(value), 'the formula as text')}>
        Copy as text
      </Button>
      <Button
        look="link"
        aria-label="Copy as LaTeX"
        onPress={() => void copyText(toLatex(value), 'the formula as LaTeX')}
      >
        LaTeX
      </Button>
    </p>
  );
});
