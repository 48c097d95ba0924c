import { generateKeyPairSync } from 'node:crypto';
import forge from 'node-forge';
import { certificatesOf } from '../../src/platform/signatures/certificates.js';

/** A certificate with its key, as a test needs one. */
export interface TestCertificate {
  readonly certificate: forge.pki.Certificate;
  readonly key: forge.pki.rsa.PrivateKey;
  readonly pem: string;
  readonly der: Uint8Array;
}

interface Wanted {
  readonly name: string;
  /** null: signs itself */
  readonly issuer: TestCertificate | null;
  readonly from?: string;
  readonly to?: string;
  readonly authority?: boolean;
  readonly usage?: 'signing' | 'encrypting';
}

let serial = 0x1000;

/** Valid through 2023 unless told otherwise. */
export function certificate({ name, issuer, from, to, authority = false, usage = 'signing' }: Wanted): TestCertificate {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const key = forge.pki.privateKeyFromPem(privateKey.export({ type: 'pkcs1', format: 'pem' }).toString());
  const made = forge.pki.createCertificate();
  made.publicKey = forge.pki.setRsaPublicKey(key.n, key.e);
  made.serialNumber = (serial += 1).toString(16);
  made.validity.notBefore = new Date(from ?? '2023-01-01T00:00:00Z');
  made.validity.notAfter = new Date(to ?? '2023-12-31T00:00:00Z');
  const subject = [
    { name: 'countryName', value: 'VN' },
    { name: 'organizationName', value: 'Thử nghiệm', valueTagClass: forge.asn1.Type.UTF8 as never },
    { name: 'commonName', value: name, valueTagClass: forge.asn1.Type.UTF8 as never },
  ];
  made.setSubject(subject);
  made.setIssuer(issuer ? issuer.certificate.subject.attributes : subject);
  const forSigning = usage === 'signing';
  made.setExtensions([
    { name: 'basicConstraints', cA: authority, critical: true },
    authority
      ? { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true }
      : { name: 'keyUsage', digitalSignature: forSigning, nonRepudiation: forSigning, keyEncipherment: !forSigning },
  ]);
  made.sign(issuer?.key ?? key, forge.md.sha256.create());
  const pem = forge.pki.certificateToPem(made);
  const [der] = certificatesOf(pem);
  return { certificate: made, key, pem, der: der! };
}

export function authority(name = 'CA thử nghiệm'): TestCertificate {
  return certificate({ name, issuer: null, authority: true, from: '2020-01-01T00:00:00Z', to: '2040-01-01T00:00:00Z' });
}

/** A PKCS#12 file as tools export it. */
export function keyFile(
  own: TestCertificate,
  password: string,
  { chain = [], algorithm = 'aes256' }: { chain?: readonly TestCertificate[]; algorithm?: 'aes256' | '3des' } = {},
): Buffer {
  const certificates = [own, ...chain].map((each) => each.certificate);
  const asn1 = forge.pkcs12.toPkcs12Asn1(own.key, certificates, password, { algorithm });
  return Buffer.from(forge.asn1.toDer(asn1).getBytes(), 'binary');
}
