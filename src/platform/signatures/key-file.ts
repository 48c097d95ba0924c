import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { SECOND } from '../../domain/time/instant.js';
import { MOST_KEY_FILE_BYTES } from './limits.js';
import { KeyFileFault } from './signature-fault.js';

/** A key and its certificates, for as long as one signature takes. */
export interface SigningKey {
  readonly key: KeyObject;
  /** of the signer, DER */
  readonly certificate: Uint8Array;
  /** those above it that came along, DER */
  readonly chain: readonly Uint8Array[];
}

/** A file may ask for a password to be stretched for as long as it likes. */
const PATIENCE_MS = 10 * SECOND;

type Opened = { keys: Uint8Array[]; certificates: Uint8Array[] } | { fault: 'password' | 'file' };

/**
 * Opens a PKCS#12 file, of whatever age: 3DES and RC2 as old tools write them, AES as new ones do. In a thread of its
 * own: it takes a tenth of a second, or as long as the file wants.
 *
 * @throws KeyFileFault
 */
export async function openKeyFile(file: Uint8Array, password: string): Promise<SigningKey> {
  if (file.length > MOST_KEY_FILE_BYTES) throw new KeyFileFault('file');
  const opened = await inThread(file, password);
  if ('fault' in opened) throw new KeyFileFault(opened.fault);
  const [only, ...others] = opened.keys;
  if (!only || others.length > 0) throw new KeyFileFault('file');
  const key = privateKey(only);
  const certificate = opened.certificates.find((der) => fits(der, key));
  if (!certificate) throw new KeyFileFault('file');
  return { key, certificate, chain: opened.certificates.filter((der) => der !== certificate) };
}

function inThread(file: Uint8Array, password: string): Promise<Opened> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./key-file-worker.js', import.meta.url), {
      workerData: { file, password },
      resourceLimits: { maxOldGenerationSizeMb: 64 },
      env: {},
      execArgv: [],
    });
    const stop = setTimeout(() => {
      end(() => {
        reject(new KeyFileFault('too_slow'));
      });
    }, PATIENCE_MS);
    const end = (answer: () => void): void => {
      clearTimeout(stop);
      void worker.terminate();
      answer();
    };
    worker.once('message', (opened: Opened) => {
      end(() => {
        resolve(opened);
      });
    });
    worker.once('error', () => {
      end(() => {
        reject(new KeyFileFault('file'));
      });
    });
  });
}

/** RSA from 2048 bits on, or one of the three curves: what others verify. */
function privateKey(der: Uint8Array): KeyObject {
  try {
    const key = createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' });
    const { modulusLength = 0 } = key.asymmetricKeyDetails ?? {};
    if (key.asymmetricKeyType === 'ec' || (key.asymmetricKeyType === 'rsa' && modulusLength >= 2048)) return key;
  } catch {
    // fall through: no key
  }
  throw new KeyFileFault('file');
}

function fits(der: Uint8Array, key: KeyObject): boolean {
  try {
    return new X509Certificate(der).checkPrivateKey(key);
  } catch {
    return false;
  }
}
