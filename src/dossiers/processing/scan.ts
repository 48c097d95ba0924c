/** A paper that shows something, scanned or photographed just now: it is put with the dossier. */
export interface Scan {
  readonly name: string;
  readonly content: Buffer;
}
