import { webcrypto, type KeyObject } from 'node:crypto';
import { ObjectIdentifier, OctetString, Sequence } from 'asn1js';
import {
  Attribute,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from 'pkijs';
import { ownBuffer, parsed } from './certificates.js';
import type { SigningKey } from './key-file.js';

export const OID = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
} as const;

const HASH = 'SHA-256';

/**
 * A detached CMS signature with what PAdES baseline B asks for: the certificate is named among the signed attributes,
 * the time is not (it stands in the PDF).
 *
 * @param signed the bytes it speaks for
 * @returns DER
 */
export async function cmsSignature(signed: Uint8Array, { key, certificate, chain }: SigningKey): Promise<Uint8Array> {
  const own = parsed(certificate);
  const digest = await webcrypto.subtle.digest(HASH, ownBuffer(signed));
  const attributes = inOrder([
    new Attribute({ type: OID.contentType, values: [new ObjectIdentifier({ value: OID.data })] }),
    new Attribute({ type: OID.messageDigest, values: [new OctetString({ valueHex: digest })] }),
    new Attribute({ type: OID.signingCertificateV2, values: [await signingCertificate(certificate)] }),
  ]);
  const data = new SignedData({
    version: 1,
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: OID.data }),
    certificates: [own, ...chain.map(parsed)],
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer: own.issuer, serialNumber: own.serialNumber }),
        signedAttrs: new SignedAndUnsignedAttributes({ type: 0, attributes }),
      }),
    ],
  });
  await data.sign(await usable(key), 0, HASH);
  const content = new ContentInfo({ contentType: OID.signedData, content: data.toSchema(true) });
  return new Uint8Array(content.toSchema().toBER());
}

/** ESSCertIDv2 with the default hash, SHA-256 (RFC 5035). */
async function signingCertificate(certificate: Uint8Array): Promise<Sequence> {
  const hash = await webcrypto.subtle.digest('SHA-256', ownBuffer(certificate));
  const id = new Sequence({ value: [new OctetString({ valueHex: hash })] });
  return new Sequence({ value: [new Sequence({ value: [id] })] });
}

/** A SET OF stands in the order of its bytes: what is signed must be what is read again. */
function inOrder(attributes: readonly Attribute[]): Attribute[] {
  const bytes = (attribute: Attribute): Buffer => Buffer.from(attribute.toSchema().toBER());
  return [...attributes].sort((a, b) => Buffer.compare(bytes(a), bytes(b)));
}

/** The same key for WebCrypto, which works off the event loop. */
function usable(key: KeyObject): Promise<webcrypto.CryptoKey> {
  const pkcs8 = ownBuffer(key.export({ format: 'der', type: 'pkcs8' }));
  const { namedCurve } = key.asymmetricKeyDetails ?? {};
  const algorithm =
    key.asymmetricKeyType === 'ec'
      ? { name: 'ECDSA', namedCurve: CURVES[namedCurve ?? ''] ?? '' }
      : { name: 'RSASSA-PKCS1-v1_5', hash: HASH };
  return webcrypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']);
}

const CURVES: Readonly<Record<string, string>> = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' };
