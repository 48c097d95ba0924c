/** What the first bytes of a file must be; its name and what the sender calls it prove nothing. */
const KINDS: readonly (readonly [contentType: string, start: Buffer])[] = [
  ['application/pdf', Buffer.from('%PDF-')],
  ['image/jpeg', Buffer.from([0xff, 0xd8, 0xff])],
  ['image/png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
];

export const FILE_KINDS: readonly string[] = KINDS.map(([contentType]) => contentType);

/** @returns the type of a paper that is kept; null when it is none of them */
export function fileKind(content: Buffer): string | null {
  return KINDS.find(([, start]) => content.subarray(0, start.length).equals(start))?.[0] ?? null;
}
