import { beforeAll, describe, expect, it, test } from '@jest/globals';
import { PDFDocument } from '@cantoo/pdf-lib';
import { instant } from '../../../../src/domain/time/instant.js';
import { PdfRenderer } from '../../../../src/platform/pdf/pdf-renderer.js';
import type { Trust } from '../../../../src/platform/signatures/check-cms.js';
import { checkSignatures } from '../../../../src/platform/signatures/check-signatures.js';
import { openKeyFile, type SigningKey } from '../../../../src/platform/signatures/key-file.js';
import { SignatureFault } from '../../../../src/platform/signatures/signature-fault.js';
import { signPdf } from '../../../../src/platform/signatures/sign-pdf.js';
import { itWithPoppler, pdfsig } from '../../../support/poppler.js';
import { ALTERATIONS } from '../../../support/altered-pdf.js';
import { authority, certificate, keyFile } from '../../../support/signatures.js';

const AT = instant('2023-06-05T16:30:00+07:00');
const WORDS = { signer: 'Phòng Quản lý đô thị', reason: 'Phiếu xin lỗi 14/PXL', at: AT };
const ca = authority();
const leader = certificate({ name: 'Lê Thị Mỹ Duyên', issuer: ca });
const stranger = certificate({ name: 'Lê Thị Mỹ Duyên', issuer: authority('CA khác') });
const clerk = certificate({ name: 'UBND thị xã Sông Cầu', issuer: ca });
const trust: Trust = { authorities: [ca.der], unknownToo: false };

const opened = new Map<typeof leader, Promise<SigningKey>>();

function keyOf(own: typeof leader): Promise<SigningKey> {
  const known = opened.get(own) ?? openKeyFile(keyFile(own, 'mật khẩu'), 'mật khẩu');
  opened.set(own, known);
  return known;
}

let paper: Buffer;
let signed: Buffer;
beforeAll(async () => {
  const renderer = new PdfRenderer({ processes: 1 });
  const html =
    '<article class="paper a4"><h1 class="title">PHIẾU XIN LỖI</h1><p>Kính gửi Ông/Bà Nguyễn Văn Ẩn.</p></article>';
  paper = await renderer.render(html, { title: 'Phiếu', date: AT, size: 'a4', watermark: null });
  await renderer.close();
  signed = await signPdf(paper, await keyOf(leader), WORDS);
});

async function faultOf(file: Buffer, trusted = trust, at = AT): Promise<string> {
  return checkSignatures(file, paper, trusted, at).then(
    () => 'taken',
    (error: unknown) => (error instanceof SignatureFault ? error.kind : String(error)),
  );
}

describe('a paper that is signed here', () => {
  it('begins with the bytes of the paper, and says who signed it', async () => {
    expect(signed.subarray(0, paper.length).equals(paper)).toBe(true);
    expect(await checkSignatures(signed, paper, trust, AT)).toEqual([
      {
        format: 'PAdES-B-B',
        signer: 'Lê Thị Mỹ Duyên',
        issuer: 'CA thử nghiệm, Thử nghiệm, VN',
        serial: leader.certificate.serialNumber.toUpperCase().padStart(4, '0'),
        validFrom: instant('2023-01-01T00:00:00Z'),
        validTo: instant('2023-12-31T00:00:00Z'),
        claimedAt: null,
        trusted: true,
      },
    ]);
  });

  it('is taken without a known issuer only where the installation says so, and is then said to be unknown', async () => {
    const other = await signPdf(paper, await keyOf(stranger), WORDS);
    expect(await faultOf(other)).toBe('unknown_issuer');
    expect(await faultOf(other, { authorities: [], unknownToo: false })).toBe('unknown_issuer');
    const [found] = await checkSignatures(other, paper, { ...trust, unknownToo: true }, AT);
    expect(found?.trusted).toBe(false);
  });

  test.each([
    ['before its certificate', '2022-12-31T23:59:59Z', 'expired'],
    ['on its last day', '2023-12-30T23:59:59Z', 'taken'],
    ['after its certificate', '2023-12-31T00:00:01Z', 'expired'],
  ])('%s', async (_when, at, expected) => {
    expect(await faultOf(signed, trust, instant(at))).toBe(expected);
  });

  it('is refused with a certificate that is not for signing', async () => {
    const key = await keyOf(certificate({ name: 'Mã hóa', issuer: ca, usage: 'encrypting' }));
    expect(await faultOf(await signPdf(paper, key, WORDS))).toBe('purpose');
  });

  it('is refused below somebody who is no authority', async () => {
    const below = certificate({ name: 'Người khác', issuer: leader });
    const key = await openKeyFile(keyFile(below, 'x', { chain: [leader] }), 'x');
    expect(await faultOf(await signPdf(paper, key, WORDS))).toBe('unknown_issuer');
  });
});

describe('what was done to a signed paper', () => {
  test.each([
    ['not signed at all', () => paper, 'unsigned'],
    ['another paper', () => Buffer.concat([Buffer.from('%PDF-1.7\n'), paper]), 'not_ours'],
    ['no PDF', () => Buffer.from('PK\u0003\u0004'), 'unreadable'],
    ['a byte of the paper', () => changed(signed, 300), 'not_ours'],
    ['a byte of what was added', () => changed(signed, signed.indexOf('/Reason', paper.length) + 12), 'broken'],
    ['a byte of the signature', () => changed(signed, signed.indexOf('/Contents <', paper.length) + 2000), 'broken'],
    ['bytes behind it', () => Buffer.concat([signed, Buffer.from('\n% more')]), 'added_after'],
    ['its range made shorter', () => shorter(signed), 'added_after'],
  ])('%s', async (_what, file, expected) => {
    expect(await faultOf(file())).toBe(expected);
  });

  it('a page added after it was signed', async () => {
    expect(await faultOf(await withPage(signed))).toBe('added_after');
  });

  test.each(Object.entries(ALTERATIONS))('%s, and signed so by somebody who may sign', async (_what, alter) => {
    const file = await signPdf(await alter(paper), await keyOf(leader), WORDS);
    expect(file.subarray(0, paper.length).equals(paper)).toBe(true);
    expect(await faultOf(file)).toBe('changed');
  });

  test.each(Object.entries(ALTERATIONS))('%s, between two signatures', async (_what, alter) => {
    expect(await faultOf(await signPdf(await alter(signed), await keyOf(clerk), WORDS))).toBe('changed');
  });
});

describe('a key file', () => {
  test.each(['aes256', '3des'] as const)('of a tool that writes %s is opened', async (algorithm) => {
    const { certificate: own, chain } = await openKeyFile(keyFile(leader, 'x', { chain: [ca], algorithm }), 'x');
    expect(Buffer.from(own).equals(leader.der)).toBe(true);
    expect(chain).toHaveLength(1);
  });

  test.each([
    ['with a wrong password', keyFile(leader, 'x'), 'y', 'password'],
    ['that is none', Buffer.from('hello'), 'x', 'file'],
    ['whose certificate is another’s', keyFile({ ...leader, key: clerk.key }, 'x'), 'x', 'file'],
    ['too large to be one', Buffer.alloc(70_000), 'x', 'file'],
  ])('%s is not', async (_what, file, password, kind) => {
    await expect(openKeyFile(file, password)).rejects.toMatchObject({ kind });
  });
});

describe('two signatures', () => {
  it('of the leader and of the agency are both read, in their order', async () => {
    const both = await signPdf(signed, await keyOf(clerk), WORDS);
    const found = await checkSignatures(both, paper, trust, AT);
    expect(found.map(({ signer }) => signer)).toEqual(['Lê Thị Mỹ Duyên', 'UBND thị xã Sông Cầu']);
  });

  it('of which one is a stranger’s are not taken', async () => {
    expect(await faultOf(await signPdf(signed, await keyOf(stranger), WORDS))).toBe('unknown_issuer');
  });

  it('of which the first was broken are not taken', async () => {
    const broken = changed(signed, signed.indexOf('/Contents <', paper.length) + 2000);
    expect(await faultOf(await signPdf(broken, await keyOf(clerk), WORDS))).toBe('broken');
  });

  it('are not taken in the wrong order, or with one cut out', async () => {
    const both = await signPdf(signed, await keyOf(clerk), WORDS);
    const from = signed.indexOf('/Contents <', paper.length);
    const cut = Buffer.from(both);
    cut.fill('0', from + 11, from + 400);
    expect(await faultOf(cut)).toBe('broken');
    expect(await faultOf(Buffer.concat([paper, both.subarray(signed.length)]))).not.toBe('taken');
  });
});

describe('another reader of PDF', () => {
  itWithPoppler('finds the signature good, and all of the file signed', () => {
    const said = pdfsig(signed);
    expect(said).toContain('Signature Validation: Signature is Valid.');
    expect(said).toContain('Total document signed');
    expect(said).toContain('Signer Certificate Common Name: Lê Thị Mỹ Duyên');
    expect(said).toContain('Signature Type: ETSI.CAdES.detached');
  });
});

function changed(file: Buffer, at: number): Buffer {
  const copy = Buffer.from(file);
  copy[at] = copy[at]! ^ 1;
  return copy;
}

/** What is signed ends before the file does. */
function shorter(file: Buffer): Buffer {
  const text = file.toString('latin1');
  const at = text.lastIndexOf('/ByteRange [');
  const end = text.indexOf(']', at);
  const numbers = text
    .slice(at + 12, end)
    .trim()
    .split(/\s+/)
    .map(Number);
  const range = [...numbers.slice(0, 3), numbers[3]! - 10].map((each) => String(each).padStart(10, '0')).join(' ');
  return Buffer.from(`${text.slice(0, at)}/ByteRange [${range.slice(9)}${text.slice(end)}`, 'latin1');
}

async function withPage(file: Buffer): Promise<Buffer> {
  const document = await PDFDocument.load(file, { forIncrementalUpdate: true, updateMetadata: false });
  document.addPage().drawText('500 000 000');
  return Buffer.from(await document.commit());
}
