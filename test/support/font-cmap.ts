/** Code points of the Basic Multilingual Plane that a TrueType font maps to a glyph (table `cmap`, format 4), in order. */
export function codePointsOf(font: Buffer): number[] {
  const cmap = tableOffset(font, 'cmap');
  const found = new Set<number>();
  for (let index = 0; index < font.readUInt16BE(cmap + 2); index += 1) {
    const subtable = cmap + font.readUInt32BE(cmap + 8 + 8 * index);
    if (font.readUInt16BE(subtable) === 4) addSegments(font, subtable, found);
  }
  return [...found].sort((a, b) => a - b);
}

function tableOffset(font: Buffer, tag: string): number {
  for (let index = 0; index < font.readUInt16BE(4); index += 1) {
    const entry = 12 + 16 * index;
    if (font.toString('latin1', entry, entry + 4) === tag) return font.readUInt32BE(entry + 8);
  }
  throw new Error(`no table ${tag}`);
}

function addSegments(font: Buffer, subtable: number, found: Set<number>): void {
  const segments = font.readUInt16BE(subtable + 6) / 2;
  for (let segment = 0; segment < segments; segment += 1) {
    const last = font.readUInt16BE(subtable + 14 + 2 * segment);
    const first = font.readUInt16BE(subtable + 16 + 2 * segments + 2 * segment);
    for (let point = first; point <= last && point !== 0xffff; point += 1) found.add(point);
  }
}
