// @ts-check
import { parentPort, workerData } from 'node:worker_threads';
import forge from 'node-forge';

/**
 * Opens a PKCS#12 file in a thread of its own (key-file.ts): how long that takes, the file decides. Plain JavaScript, so
 * that the same file is loaded from src in tests and from dist when built; it imports nothing of ours.
 *
 * @typedef {{ file: Uint8Array, password: string }} Task
 * @typedef {{ keys: Uint8Array[], certificates: Uint8Array[] } | { fault: 'password' | 'file' }} Answer
 */

/** @param {forge.asn1.Asn1} node @returns {Uint8Array} */
const der = (node) => new Uint8Array(Buffer.from(forge.asn1.toDer(node).getBytes(), 'binary'));

/** The library reads RSA keys and their certificates; others it hands over as they stand. @param {forge.pkcs12.Bag} bag */
const keyOf = ({ key, asn1 }) => der(key ? forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(key)) : asn1);

/** @param {forge.pkcs12.Bag} bag */
const certificateOf = ({ cert, asn1 }) => der(cert ? forge.pki.certificateToAsn1(cert) : asn1);

/** @param {Task} task @returns {Answer} */
function open({ file, password }) {
  try {
    const asn1 = forge.asn1.fromDer(forge.util.createBuffer(Buffer.from(file).toString('binary')));
    const pfx = forge.pkcs12.pkcs12FromAsn1(asn1, password);
    /** @param {string} name */
    const bags = (name) => {
      const bagType = forge.pki.oids[name] ?? '';
      return pfx.getBags({ bagType })[bagType] ?? [];
    };
    return {
      keys: [...bags('pkcs8ShroudedKeyBag'), ...bags('keyBag')].map(keyOf),
      certificates: bags('certBag').map(certificateOf),
    };
  } catch (error) {
    const said = error instanceof Error ? error.message : '';
    return { fault: /MAC could not be verified|Invalid password|decrypt/i.test(said) ? 'password' : 'file' };
  }
}

parentPort?.postMessage(open(/** @type {Task} */ (workerData)));
