import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { IssuingService } from '../../src/apologies/issuing.service.js';
import { LetterSignatures } from '../../src/apologies/signatures/letter-signatures.service.js';
import { SignedFiles } from '../../src/apologies/signatures/signed-files.service.js';
import { SweepService } from '../../src/apologies/sweep.service.js';
import { plainDate } from '../../src/domain/time/plain-date.js';
import { checkSignatures } from '../../src/platform/signatures/check-signatures.js';
import { openKeyFile, type SigningKey } from '../../src/platform/signatures/key-file.js';
import { signPdf } from '../../src/platform/signatures/sign-pdf.js';
import { UnitsService } from '../../src/units/units.service.js';
import type { Browser } from '../support/agents.js';
import { ALTERATIONS } from '../support/altered-pdf.js';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { FIVE_DAYS, registered, startDesk } from '../support/desk.js';
import { itWithPoppler, pdfsig } from '../support/poppler.js';
import { authority, certificate, keyFile } from '../support/signatures.js';
import { verified } from '../support/verified.js';

const UNIT = 'H45.20.05';
const ca = authority();
const leader = certificate({ name: 'Phan Thị Phượng', issuer: ca });
const seal = certificate({ name: 'Phòng Quản lý đô thị', issuer: ca });
const stranger = certificate({ name: 'Phan Thị Phượng', issuer: authority('CA khác') });
const expired = certificate({ name: 'Phan Thị Phượng', issuer: ca, to: '2023-05-01T00:00:00Z' });

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

describe('letters that are signed electronically', () => {
  const clock = new StoppedClock('2023-04-28T14:00:00+07:00');
  let desk: TestApp;
  let clerk: Browser;
  let letters: string[];

  const keys = new Map<typeof leader, Promise<SigningKey>>();
  const keyOf = (own: typeof leader): Promise<SigningKey> => {
    const known = keys.get(own) ?? openKeyFile(keyFile(own, 'x'), 'x');
    keys.set(own, known);
    return known;
  };
  const paperOf = async (id: string): Promise<Buffer> =>
    (await clerk.get(`/letters/${id}/signatures/paper.pdf`)).rawPayload;
  const signedBy = async (own: typeof leader, paper: Buffer): Promise<Buffer> =>
    signPdf(paper, await keyOf(own), { signer: 'x', reason: 'x', at: clock.now() });
  const send = (browser: Browser, id: string, content: Buffer, key = '') =>
    browser.upload(`/letters/${id}/signatures`, key === '' ? {} : { _key: key }, [
      { name: 'file', fileName: 'thu.pdf', type: 'application/pdf', content },
    ]);
  const stateOf = async (id: string): Promise<string> =>
    (await (await desk.as('leader')).get(`/api/v1/letters/${id}`)).json<{ state: string }>().state;

  /** Six letters of the division, approved and numbered; the unit signs electronically. */
  beforeAll(async () => {
    desk = await startDesk({ clock });
    const folder = join(desk.platform.config.DATA_DIR, 'trusted-authorities');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'ca.pem'), ca.pem);
    const admin = { username: 'admin', fullName: 'admin', unitCode: 'H45.20', roles: ['admin'] } as const;
    const setting = { key: 'signing_mode', value: 'electronic', validFrom: plainDate('2023-05-01') } as const;
    await desk.get(UnitsService, { strict: false }).decide(UNIT, setting, admin);
    const receiver = await desk.as('receiver');
    const specialist = await desk.as('specialist');
    for (let i = 0; i < 6; i += 1) {
      const { code } = await registered(receiver, { procedureCode: FIVE_DAYS });
      const handed = await receiver.post(`/api/v1/dossiers/${code}/hand-overs`, { unitCode: UNIT });
      const { id } = handed.json<{ pendingHandOver: { id: string } }>().pendingHandOver;
      await specialist.post(`/api/v1/dossiers/${code}/hand-overs/${id}/acknowledgements`);
    }
    clock.set('2023-05-11T07:35:00+07:00');
    await desk.get(SweepService, { strict: false }).sweep();
    const signer = await desk.as('leader');
    const { items } = (await signer.get('/api/v1/letters?state=drafted')).json<{ items: { id: string }[] }>();
    letters = items.map(({ id }) => id);
    for (const id of letters) {
      await signer.patch(`/api/v1/letters/${id}`, { reason: 'Phòng gửi văn bản hỏi Chi cục Thuế chậm bốn ngày.' });
      await signer.post(`/api/v1/letters/${id}/approvals`);
      await signer.post(`/api/v1/letters/${id}/issuances`);
    }
    clerk = await desk.browse('qldt.clerk');
  }, 60_000);
  afterAll(() => desk.close());

  it('have their number and wait, whatever sweeps do', async () => {
    expect(letters).toHaveLength(6);
    await desk.get(IssuingService, { strict: false }).resume();
    for (const id of letters) expect(await stateOf(id)).toBe('numbered');
    const page = (await clerk.get(`/letters/${letters[0]!}`)).body;
    expect(page).toContain(`/letters/${letters[0]!}/signatures`);
  });

  it('give out the same paper to whoever signs it, and to nobody else', async () => {
    const [id] = letters;
    const paper = await paperOf(id!);
    expect(paper.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await paperOf(id!)).equals(paper)).toBe(true);
    for (const [name, status] of [
      ['specialist', 403],
      ['admin', 403],
      ['clerk', 403],
      ['xp.leader', 403],
      ['leader', 200],
    ] as const) {
      const other = await desk.browse(name);
      expect([name, (await other.get(`/letters/${id!}/signatures`)).statusCode]).toEqual([name, status]);
      expect([name, (await other.get(`/letters/${id!}/signatures/paper.pdf`)).statusCode]).toEqual([name, status]);
    }
    expect((await clerk.get('/letters/none/signatures')).statusCode).toBe(404);
  });

  describe('and come back', () => {
    const refusals: [string, (paper: Buffer) => Promise<Buffer> | Buffer, string][] = [
      ['unsigned', (paper) => paper, 'Tệp chưa được ký.'],
      ['as no PDF', () => Buffer.from('PK'), 'Không đọc được tệp PDF này.'],
      [
        'as another letter',
        async () => signedBy(leader, await paperOf(letters[1]!)),
        'không phải tệp đã tải về từ trang này',
      ],
      ['by a stranger', (paper) => signedBy(stranger, paper), 'chưa có trong danh sách tin cậy'],
      ['by an expired certificate', (paper) => signedBy(expired, paper), 'đã hết hạn'],
      ['with a page more', async (paper) => signedBy(leader, await ALTERATIONS['a page more']!(paper)), 'đã bị thêm'],
      [
        'changed after it was signed',
        async (paper) => {
          const file = await signedBy(leader, paper);
          file[file.indexOf('/Reason', paper.length) + 12] = 0x41;
          return file;
        },
        'không khớp',
      ],
      [
        'with something behind',
        async (paper) => Buffer.concat([await signedBy(leader, paper), Buffer.from('% x')]),
        'sau chữ ký cuối cùng',
      ],
    ];
    test.each(refusals)('%s: refused with the word why, and not issued', async (_how, make, said) => {
      const id = letters[0]!;
      const answer = await send(clerk, id, await make(await paperOf(id)));
      expect(answer.statusCode).toBe(422);
      expect(answer.body).toContain(said);
      expect(await stateOf(id)).toBe('numbered');
    });

    it('without a file, or too large: asked for again', async () => {
      const id = letters[0]!;
      expect((await clerk.upload(`/letters/${id}/signatures`, {}, [])).body).toContain('Xin chọn một tệp.');
      expect((await send(clerk, id, Buffer.alloc(5 * 1024 * 1024 + 1))).body).toContain('Tệp quá lớn.');
    });

    it('signed by leader and agency: issued with that very file, and the letter says by whom', async () => {
      const id = letters[0]!;
      const paper = await paperOf(id);
      const once = await signedBy(leader, paper);
      const both = await signPdf(once, await keyOf(seal), { signer: 'x', reason: 'x', at: clock.now() });
      const answer = await send(clerk, id, both, 'k'.repeat(20));
      expect([answer.statusCode, answer.headers.location]).toEqual([303, `/letters/${id}`]);
      expect((await send(clerk, id, both, 'k'.repeat(20))).statusCode).toBe(303);
      expect(await stateOf(id)).toBe('issued');
      const { body } = await clerk.get(`/letters/${id}`);
      expect(body).toContain('Ký số bởi Phan Thị Phượng');
      expect(body).toContain('Ký số bởi Phòng Quản lý đô thị');
      expect(body).toContain('CA thử nghiệm, Thử nghiệm, VN');
      const stored = (await (await desk.as('leader')).get(`/api/v1/letters/${id}/letter.pdf`)).rawPayload;
      expect(sha256(stored)).toBe(sha256(both));
      expect((await clerk.get(`/letters/${id}/signatures`)).statusCode).toBe(409);
    });

    it('twice at once: one letter, one file', async () => {
      const id = letters[1]!;
      const paper = await paperOf(id);
      const files = [await signedBy(leader, paper), await signedBy(seal, paper)];
      const answers = await Promise.all(files.map((file) => send(clerk, id, file)));
      expect(answers.some(({ statusCode }) => statusCode === 303)).toBe(true);
      const rows = await desk.database.query<{ n: number; hash: string }>(
        `SELECT CAST(count(*) AS integer) AS "n", min(s."fileHash") AS "hash" FROM "letter_signature" s WHERE s."letterId" = $1`,
        [id],
      );
      const [letter] = await desk.database.query<{ fileHash: string }>(
        'SELECT "fileHash" FROM "letter" WHERE "id" = $1',
        [id],
      );
      expect(rows).toEqual([{ n: 1, hash: letter!.fileHash }]);
    });

    it('and something stops before the letter is issued: the same file goes out later', async () => {
      const id = letters[2]!;
      const paper = await paperOf(id);
      const file = await signedBy(leader, paper);
      const found = await checkSignatures(file, paper, { authorities: [ca.der], unknownToo: false }, clock.now());
      const by = { username: 'qldt.clerk', fullName: 'x', unitCode: UNIT, roles: ['clerk'] } as const;
      await desk.get(SignedFiles, { strict: false }).keep(id, file, found, { way: 'elsewhere', by });
      expect(await stateOf(id)).toBe('numbered');
      expect(await desk.get(LetterSignatures, { strict: false }).resume()).toBe(1);
      expect(await desk.get(LetterSignatures, { strict: false }).resume()).toBe(0);
      const stored = (await (await desk.as('leader')).get(`/api/v1/letters/${id}/letter.pdf`)).rawPayload;
      expect(sha256(stored)).toBe(sha256(file));
    });
  });

  describe('and are signed here', () => {
    const add = (browser: Browser, content: Buffer, password: string, unitCode = UNIT) =>
      browser.upload('/signing-keys', { unitCode, password }, [
        { name: 'file', fileName: 'seal.p12', type: 'application/x-pkcs12', content },
      ]);
    const here = async (id: string, password: string) => {
      const { body } = await clerk.get(`/letters/${id}/signatures`);
      const keyId = /<option value="([0-9a-f-]{36})"/.exec(body)?.[1] ?? '';
      return clerk.post(`/letters/${id}/signatures/here`, { keyId, password });
    };

    it('with a key that an administrator of the unit brought, and that lies here unreadable', async () => {
      const admin = await desk.browse('admin');
      const file = keyFile(seal, 'con dấu', { chain: [ca] });
      expect((await add(admin, file, 'sai')).body).toContain('Sai mật khẩu của tệp khóa.');
      expect((await add(admin, Buffer.from('no key'), 'x')).body).toContain('Không phải tệp PKCS#12');
      expect((await add(admin, keyFile(expired, 'x'), 'x')).body).toContain('đã hết hạn');
      expect((await add(await desk.browse('xp.admin'), file, 'con dấu')).statusCode).toBe(403);
      expect((await add(await desk.browse('leader'), file, 'con dấu')).statusCode).toBe(403);
      expect((await add(admin, file, 'con dấu')).statusCode).toBe(303);
      expect((await admin.get('/signing-keys')).body).toContain('Phòng Quản lý đô thị');
      const rows = await desk.database.query<{ sealed: string }>('SELECT "sealed" FROM "signing_key"');
      expect(rows).toHaveLength(1);
      expect(Buffer.from(rows[0]!.sealed, 'base64').includes(file.subarray(100, 140))).toBe(false);
      const other = await desk.browse('xp.admin');
      expect((await other.get('/signing-keys')).body).not.toContain('seal');
    });

    it('refused for a wrong password, and issued for the right one', async () => {
      const id = letters[3]!;
      const wrong = await here(id, 'sai mật khẩu');
      expect(wrong.statusCode).toBe(422);
      expect(wrong.body).toContain('Sai mật khẩu của tệp khóa.');
      expect(wrong.body).not.toContain('sai mật khẩu');
      expect(await stateOf(id)).toBe('numbered');
      expect((await here(id, 'con dấu')).statusCode).toBe(303);
      expect(await stateOf(id)).toBe('issued');
      const { body } = await clerk.get(`/letters/${id}`);
      expect(body).toContain('Dạng PAdES-B-B. Ký tại hệ thống này.');
    });

    itWithPoppler('and another reader finds the signature good', async () => {
      const stored = (await (await desk.as('leader')).get(`/api/v1/letters/${letters[3]!}/letter.pdf`)).rawPayload;
      const said = pdfsig(stored);
      expect(said).toContain('Signature Validation: Signature is Valid.');
      expect(said).toContain('Total document signed');
    });

    it('never with a key of another unit, or one that was taken away', async () => {
      const id = letters[4]!;
      const admin = await desk.browse('admin');
      await add(admin, keyFile(leader, 'x'), 'x', 'H45.20.21');
      const [foreign] = await desk.database.query<{ id: string }>(
        'SELECT "id" FROM "signing_key" WHERE "unitCode" = $1',
        ['H45.20.21'],
      );
      const asked = { keyId: foreign!.id, password: 'x' };
      expect((await clerk.post(`/letters/${id}/signatures/here`, asked)).statusCode).toBe(404);
      const listed = (await admin.get('/signing-keys')).body;
      for (const [, href] of listed.matchAll(/action="(\/signing-keys\/[^"]+\/removals)"/g)) {
        expect((await admin.post(href!)).statusCode).toBe(303);
      }
      const left = await desk.database.query<{ sealed: string }>(
        `SELECT "sealed" FROM "signing_key" WHERE "sealed" <> ''`,
      );
      expect(left).toEqual([]);
      expect((await clerk.get(`/letters/${id}/signatures`)).body).toContain('Đơn vị chưa có chứng thư nào');
    });
  });

  it('are proven by `verify` like all others', async () => {
    expect(await verified(desk)).toEqual([]);
    await desk.transactor.run((tx) =>
      tx.execute(`UPDATE "letter_signature" SET "signer" = 'Người khác' WHERE "position" = 2`),
    );
    expect((await verified(desk)).join('\n')).toContain('letter_signature');
  });
});
