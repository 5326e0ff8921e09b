/** Hands a file to the browser, which keeps it where the person has it keep downloads. */
export function download(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // the browser has begun to read by the next turn
  setTimeout(() => URL.revokeObjectURL(link.href), 0);
}
