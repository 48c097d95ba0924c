import { webcrypto } from 'node:crypto';
import { fromBER, ObjectIdentifier, OctetString, UTCTime, GeneralizedTime } from 'asn1js';
import {
  Certificate,
  CertificateChainValidationEngine,
  ContentInfo,
  IssuerAndSerialNumber,
  SignedData,
  type SignerInfo,
} from 'pkijs';
import { instant, type Instant } from '../../domain/time/instant.js';
import { certificateFacts, ownBuffer, parsed, type CertificateFacts } from './certificates.js';
import { OID } from './cms-signature.js';
import { SignatureFault } from './signature-fault.js';

/** Whom an installation believes. */
export interface Trust {
  /** certificates of authorities, DER */
  readonly authorities: readonly Uint8Array[];
  /** a certificate of an unknown issuer is taken, and said to be one */
  readonly unknownToo: boolean;
}

export interface CmsCheck extends CertificateFacts {
  readonly format: 'PAdES-B-B' | 'CMS';
  /** when it was made, as it says; null when it says nothing */
  readonly claimedAt: Instant | null;
  /** the certificate leads to an authority that is believed here */
  readonly trusted: boolean;
}

const SUB_FILTERS = ['/ETSI.CAdES.detached', '/adbe.pkcs7.detached'];
const SIGNING_TIME = '1.2.840.113549.1.9.5';
const KEY_USAGE = '2.5.29.15';
/** SHA-256, SHA-384, SHA-512: what is older can be forged. */
const HASHES: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
};
/** Signatures over MD5 and SHA-1. */
const WEAK = ['1.2.840.113549.1.1.4', '1.2.840.113549.1.1.5', '1.2.840.10045.4.1'];

/**
 * @param der the signature, zeros behind it
 * @param signed the bytes it is to speak for
 * @throws SignatureFault
 */
export async function checkCms(
  subFilter: string,
  der: Uint8Array,
  signed: Uint8Array,
  trust: Trust,
  at: Instant,
): Promise<CmsCheck> {
  if (!SUB_FILTERS.includes(subFilter)) throw new SignatureFault('unsupported', `kind ${subFilter}`);
  const data = signedData(der);
  const { signer, certificate } = demandForm(data);
  await demandDigest(signer, signed);
  const named = await namesCertificate(signer, certificate);
  const good = await data
    .verify({ signer: 0, data: ownBuffer(signed), checkChain: false, extendedMode: true })
    .then(({ signatureVerified }) => signatureVerified === true)
    .catch(() => false);
  if (!good) throw new SignatureFault('broken', 'the signature does not fit');
  const facts = certificateFacts(new Uint8Array(certificate.toSchema().toBER()));
  demandUsable(certificate, facts, at);
  const trusted = await leadsToAuthority(data, certificate, trust, at);
  if (!trusted && !trust.unknownToo) throw new SignatureFault('unknown_issuer', facts.issuer);
  const pades = named && subFilter === '/ETSI.CAdES.detached';
  return { ...facts, format: pades ? 'PAdES-B-B' : 'CMS', claimedAt: claimedAt(signer), trusted };
}

function signedData(der: Uint8Array): SignedData {
  try {
    const { result, offset } = fromBER(ownBuffer(der));
    if (offset === -1) throw new Error('no ASN.1');
    const info = new ContentInfo({ schema: result });
    if (info.contentType !== OID.signedData) throw new Error('no signed data');
    return new SignedData({ schema: info.content });
  } catch (error) {
    throw new SignatureFault('broken', error instanceof Error ? error.message : 'no CMS');
  }
}

/** One signer, whose certificate came along, over the file itself and nothing carried inside. */
function demandForm(data: SignedData): { signer: SignerInfo; certificate: Certificate } {
  const [signer, ...others] = data.signerInfos;
  const { eContent, eContentType } = data.encapContentInfo;
  if (!signer?.signedAttrs || others.length > 0 || eContent || eContentType !== OID.data) {
    throw new SignatureFault('unsupported', 'not a detached signature of one signer');
  }
  const certificates = (data.certificates ?? []).filter((each) => each instanceof Certificate);
  const { sid } = signer as { sid: unknown };
  if (!(sid instanceof IssuerAndSerialNumber)) throw new SignatureFault('unsupported', 'the signer is not named');
  const certificate = certificates.find(
    ({ issuer, serialNumber }) => issuer.isEqual(sid.issuer) && serialNumber.isEqual(sid.serialNumber),
  );
  if (!certificate) throw new SignatureFault('broken', 'the certificate is missing');
  return { signer, certificate };
}

/** Exactly one digest, of exactly these bytes, and of a kind that still counts. */
async function demandDigest(signer: SignerInfo, signed: Uint8Array): Promise<void> {
  const hash = HASHES[signer.digestAlgorithm.algorithmId];
  if (hash === undefined || WEAK.includes(signer.signatureAlgorithm.algorithmId)) {
    throw new SignatureFault('unsupported', 'a digest that is too weak');
  }
  const [digest] = valuesOf(signer, OID.messageDigest);
  const [type] = valuesOf(signer, OID.contentType);
  const expected = new Uint8Array(await webcrypto.subtle.digest(hash, ownBuffer(signed)));
  const same = digest instanceof OctetString && Buffer.from(digest.valueBlock.valueHexView).equals(expected);
  if (!same || !(type instanceof ObjectIdentifier) || type.getValue() !== OID.data) {
    throw new SignatureFault('broken', 'the digest does not fit');
  }
}

/** The values of an attribute that stands once at most. */
function valuesOf({ signedAttrs }: SignerInfo, type: string): unknown[] {
  const found = (signedAttrs?.attributes ?? []).filter((each) => each.type === type);
  if (found.length > 1) throw new SignatureFault('broken', 'an attribute stands twice');
  return found.flatMap(({ values }) => values as unknown[]);
}

/** @returns whether the certificate stands among what is signed (CAdES, PAdES) */
async function namesCertificate(signer: SignerInfo, certificate: Certificate): Promise<boolean> {
  const [value] = valuesOf(signer, OID.signingCertificateV2);
  if (value === undefined) return false;
  const [[first] = []] = list(value).map(list);
  const [algorithm, hash] =
    list(first).length > 1 && !(list(first)[0] instanceof OctetString) ? list(first) : [null, list(first)[0]];
  const oid = algorithm === null ? null : list(algorithm)[0];
  const name = oid instanceof ObjectIdentifier ? HASHES[oid.getValue()] : 'SHA-256';
  const der = certificate.toSchema().toBER();
  const expected = name === undefined ? null : new Uint8Array(await webcrypto.subtle.digest(name, der));
  const same = hash instanceof OctetString && expected && Buffer.from(hash.valueBlock.valueHexView).equals(expected);
  if (!same) throw new SignatureFault('broken', 'another certificate was signed for');
  return true;
}

function list(node: unknown): unknown[] {
  const value = (node as { valueBlock?: { value?: unknown } } | undefined)?.valueBlock?.value;
  return Array.isArray(value) ? (value as unknown[]) : [];
}

function demandUsable(certificate: Certificate, { validFrom, validTo }: CertificateFacts, at: Instant): void {
  if (at < validFrom || at > validTo) throw new SignatureFault('expired', 'the certificate is not valid now');
  const usage = certificate.extensions?.find(({ extnID }) => extnID === KEY_USAGE)?.parsedValue as unknown;
  const bits = (usage as { valueBlock?: { valueHexView?: Uint8Array } } | undefined)?.valueBlock?.valueHexView?.[0];
  // digitalSignature or nonRepudiation
  if (bits !== undefined && (bits & 0xc0) === 0) throw new SignatureFault('purpose', 'not for signing');
}

async function leadsToAuthority(data: SignedData, own: Certificate, trust: Trust, at: Instant): Promise<boolean> {
  if (trust.authorities.length === 0) return false;
  const came = (data.certificates ?? []).filter((each) => each instanceof Certificate && each !== own);
  const above = came.filter((each): each is Certificate => each instanceof Certificate);
  if ([own, ...above].some(({ signatureAlgorithm }) => WEAK.includes(signatureAlgorithm.algorithmId))) return false;
  const engine = new CertificateChainValidationEngine({
    trustedCerts: trust.authorities.map(parsed),
    certs: [...above, own],
    checkDate: new Date(at),
  });
  return engine.verify({}).then(
    ({ result }) => result,
    () => false,
  );
}

function claimedAt(signer: SignerInfo): Instant | null {
  const [value] = valuesOf(signer, SIGNING_TIME);
  const known = value instanceof UTCTime || value instanceof GeneralizedTime;
  return known ? instant(value.toDate().toISOString()) : null;
}
