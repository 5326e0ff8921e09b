/** The address names the journal of the open document, so that a reload and a copy of the tab find it. It is a name, no key. */
const pattern = /^#doc=([0-9a-f]{32})$/;

export const journalInAddress = (): string | null => pattern.exec(location.hash)?.[1] ?? null;

export function showInAddress(journal: string): void {
  history.replaceState(null, '', `#doc=${journal}`);
}

/** A name that no other journal has: 128 random bits as 32 hexadecimal digits. */
export const newJournal = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
