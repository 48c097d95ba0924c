import { X509Certificate } from 'node:crypto';
import { Certificate } from 'pkijs';
import { instant, type Instant } from '../../domain/time/instant.js';

/** What a person reads of a certificate, and what a record keeps of it. */
export interface CertificateFacts {
  /** whose it is: the common name, else the organisation */
  readonly signer: string;
  /** who issued it, e.g. `Ban Cơ yếu Chính phủ, VN` */
  readonly issuer: string;
  /** hexadecimal, as it stands in the certificate */
  readonly serial: string;
  readonly validFrom: Instant;
  readonly validTo: Instant;
}

/** @param der one certificate @throws Error when it is none */
export function certificateFacts(der: Uint8Array): CertificateFacts {
  const certificate = new X509Certificate(der);
  const subject = names(certificate.subject);
  return {
    signer: (subject.get('CN') ?? subject.get('O') ?? certificate.subject).slice(0, 200),
    issuer: [...names(certificate.issuer).values()].reverse().join(', ').slice(0, 400),
    serial: certificate.serialNumber.slice(0, 64),
    validFrom: instant(new Date(certificate.validFrom).toISOString()),
    validTo: instant(new Date(certificate.validTo).toISOString()),
  };
}

/** @param text certificates as PEM, one or several @returns each as DER */
export function certificatesOf(text: string): Uint8Array[] {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => new Uint8Array(new X509Certificate(block).raw));
}

export function parsed(der: Uint8Array): Certificate {
  return Certificate.fromBER(ownBuffer(der));
}

/** A buffer of exactly these bytes: libraries take whole ones. */
export function ownBuffer(bytes: Uint8Array): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

/** Lines `CN=…` of a name; an attribute that stands several times counts once. */
function names(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of text.split('\n')) {
    const at = line.indexOf('=');
    const key = line.slice(0, at);
    if (at > 0 && !found.has(key)) found.set(key, line.slice(at + 1));
  }
  return found;
}
