import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestApp } from '../support/app.js';
import { StoppedClock } from '../support/clock.js';
import { startDesk } from '../support/desk.js';
import { LetterDesk } from '../support/letter-desk.js';
import { readPdf } from '../support/pdf-text.js';
import { verified } from '../support/verified.js';

const SIGNED = { name: 'scan', fileName: 'giấy xác nhận.pdf', type: 'application/pdf', content: '%PDF-1.7\n%đã ký\n' };
const TEXT = { name: 'scan', fileName: 'ghi chú.pdf', type: 'application/pdf', content: 'không phải tệp PDF' };
const REASON = 'Người nộp đã cầm kết quả đúng hẹn, ký xác nhận ngày 22/5/2023';

/** What shows that an apology was not needed, or was given by others: a scan that comes with the form itself. */
describe('a proof', () => {
  const clock = new StoppedClock('2023-05-15T08:30:00+07:00');
  let world: TestApp;
  let desk: LetterDesk;

  beforeAll(async () => {
    world = await startDesk({ clock });
    desk = await LetterDesk.open(world);
  });
  afterAll(() => world.close());

  const formOf = (page: string, resource: string): { action: string; fields: Record<string, string> } => {
    const at = new RegExp(`action="(/dossiers/[^"]+/${resource})" enctype="multipart/form-data"`).exec(page);
    if (!at) throw new Error(`no form with a file for ${resource}`);
    const rest = page.slice(at.index, page.indexOf('</form>', at.index));
    const hidden = [...rest.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)];
    return { action: at[1]!, fields: Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value])) };
  };
  const proofOf = async (code: string): Promise<unknown> => {
    const [row] = await world.database.query(
      `SELECT o."state", f."name" FROM "obligation" o JOIN "dossier" d ON d."id" = o."dossierId"
         JOIN "dossier_file" f ON f."dossierId" = d."id" AND f."fileHash" = COALESCE(o."waiverProof", o."outsideProof")
        WHERE d."code" = $1`,
      [code],
    );
    return row ?? null;
  };

  it('is a paper, and what is none is said beside its field and keeps nothing', async () => {
    const { code } = await desk.inHand();
    clock.set('2023-05-23T08:00:00+07:00');
    await desk.sweep();
    const leader = await world.browse('leader');
    const { action, fields } = formOf((await leader.get(`/dossiers/${code}`)).body, 'waivers');
    const refused = await leader.upload(action, { ...fields, reason: REASON }, [TEXT]);
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toMatch(/id="waivers-[^"]+-scan-wrong"/);
    expect(await proofOf(code)).toBeNull();
  });

  it('of a waiver is the citizen’s dated signature: put with the dossier, once, by the act that it proves', async () => {
    const { code } = await desk.inHand();
    clock.set('2023-05-31T08:00:00+07:00');
    await desk.sweep();
    const leader = await world.browse('leader');
    const { action, fields } = formOf((await leader.get(`/dossiers/${code}`)).body, 'waivers');
    const once = await leader.upload(action, { ...fields, reason: REASON }, [SIGNED]);
    const again = await leader.upload(action, { ...fields, reason: REASON }, [SIGNED]);
    expect([once.statusCode, again.statusCode]).toEqual([303, 303]);
    expect(await proofOf(code)).toMatchObject({ state: 'waived', name: SIGNED.fileName });
    const page = (await leader.get(`/dossiers/${code}`)).body;
    expect(page.split('giấy xác nhận.pdf').length).toBeGreaterThan(1);
    const { items } = (await desk.as('receiver').get(`/api/v1/dossiers/${code}/files`)).json<{ items: unknown[] }>();
    expect(items).toHaveLength(1);
  });

  it('of an outside letter is its scan', async () => {
    const { code } = await desk.inHand();
    await desk.ask('specialist', `dossiers/${code}/delay-notices`, {
      reason: 'Chi cục Thuế chưa chuyển thông báo nghĩa vụ tài chính',
      reasonKey: 'tax_data',
      fault: 'other_agency',
    });
    const leader = await world.browse('leader');
    const { action, fields } = formOf((await leader.get(`/dossiers/${code}`)).body, 'outside-letters');
    const letter = { number: '52/CCT', date: '2023-05-31' };
    expect((await leader.upload(action, { ...fields, ...letter }, [SIGNED])).statusCode).toBe(303);
    expect(await proofOf(code)).toMatchObject({ state: 'settled', name: SIGNED.fileName });
  });

  it('begins with a request: a paper to the agency at fault, for those who may ask it, and for no others', async () => {
    const { code } = await desk.inHand();
    const delay = { reason: 'Chi cục Thuế chưa chuyển thông báo nghĩa vụ tài chính', fault: 'other_agency' };
    await desk.ask('specialist', `dossiers/${code}/delay-notices`, delay);
    const clerk = await world.browse('qldt.clerk');
    const page = (await clerk.get(`/dossiers/${code}`)).body;
    const href = /href="(\/dossiers\/[^"]+\/outside-request)"/.exec(page)?.[1] ?? '';
    const paper = await clerk.get(href);
    expect(paper.statusCode).toBe(200);
    for (const said of [code, 'V/v đề nghị xin lỗi', 'Nguyễn Văn', 'trễ so với thời gian đã hẹn']) {
      expect(paper.body).toContain(said);
    }
    expect(paper.body).not.toMatch(/0905|054090/);
    const pdf = await clerk.get(`${href}.pdf`);
    expect([pdf.statusCode, pdf.headers['content-type']]).toEqual([200, 'application/pdf']);
    const { text, pages } = await readPdf(pdf.rawPayload);
    expect(pages).toBe(1);
    expect(text.replace(/\s+/g, ' ')).toContain(code);
    expect((await (await world.browse('xp.leader')).get(href)).statusCode).toBe(404);
    expect((await (await world.browse('specialist')).get(href)).statusCode).toBe(403);
  });

  it('is asked of nobody for our own fault', async () => {
    const { code } = await desk.inHand();
    const delay = { reason: 'Phòng gửi văn bản lấy ý kiến chậm hai ngày', fault: 'ours' };
    await desk.ask('specialist', `dossiers/${code}/delay-notices`, delay);
    const clerk = await world.browse('qldt.clerk');
    expect((await clerk.get(`/dossiers/${code}`)).body).not.toContain('outside-request"');
    const [row] = await world.database.query<{ id: string }>(
      `SELECT o."id" FROM "obligation" o JOIN "dossier" d ON d."id" = o."dossierId" WHERE d."code" = $1`,
      [code],
    );
    expect((await clerk.get(`/dossiers/${code}/obligations/${row!.id}/outside-request`)).statusCode).toBe(409);
  });

  it('is not for those who may not let a letter go', async () => {
    const { code } = await desk.inHand();
    clock.set('2023-06-12T08:00:00+07:00');
    await desk.sweep();
    const leader = await world.browse('leader');
    const { action, fields } = formOf((await leader.get(`/dossiers/${code}`)).body, 'waivers');
    for (const name of ['receiver', 'xp.leader']) {
      const browser = await world.browse(name);
      await browser.get('/letters');
      const refused = await browser.upload(action, { ...fields, reason: REASON }, [SIGNED]);
      expect([403, 404]).toContain(refused.statusCode);
    }
    expect(await proofOf(code)).toBeNull();
    expect(await verified(world)).toEqual([]);
  });
});
