import { extractText, getDocumentProxy } from 'unpdf';

export interface ReadPdf {
  readonly pages: number;
  /** of the first page, width and height in whole millimetres */
  readonly size: string;
  /** white space collapsed: where lines break is the typesetter's affair */
  readonly text: string;
}

/** Reads a PDF back with a reader that is not the one that wrote it. */
export async function readPdf(pdf: Buffer): Promise<ReadPdf> {
  const document = await getDocumentProxy(new Uint8Array(pdf));
  const { text, totalPages } = await extractText(document, { mergePages: true });
  const { width, height } = (await document.getPage(1)).getViewport({ scale: 1 });
  const millimetres = (points: number): number => Math.round((points * 25.4) / 72);
  return {
    size: `${millimetres(width)}x${millimetres(height)}`,
    pages: totalPages,
    text: text.replace(/\s+/g, ' '),
  };
}
