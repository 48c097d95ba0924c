import { appendSignature, fillSignature, signedBytes, type SignatureWords } from './append-signature.js';
import { cmsSignature } from './cms-signature.js';
import type { SigningKey } from './key-file.js';

/**
 * Signs a paper of our own printer: PAdES baseline B, invisible.
 *
 * @returns the paper with its signature; the bytes of the paper stand at its beginning
 */
export async function signPdf(paper: Buffer, key: SigningKey, words: SignatureWords): Promise<Buffer> {
  const unsigned = await appendSignature(paper, words);
  return fillSignature(unsigned, await cmsSignature(signedBytes(unsigned), key));
}
