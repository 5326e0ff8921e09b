/** Asks for a file with the system's own dialog; null where the person gave up. */
export function pickFile(accept: string): Promise<File | null> {
  return new Promise((picked) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = accept;
    input.addEventListener('change', () => picked(input.files?.[0] ?? null));
    input.addEventListener('cancel', () => picked(null));
    input.click();
  });
}
