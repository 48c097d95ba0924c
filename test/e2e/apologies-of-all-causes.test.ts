import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NumberingService } from '../../src/apologies/numbering.service.js';
import { LettersRepository } from '../../src/apologies/letters.repository.js';
import { MINUTE } from '../../src/domain/time/instant.js';
import { plainDate } from '../../src/domain/time/plain-date.js';
import { UnitsService } from '../../src/units/units.service.js';
import { provenActs } from '../support/chain.js';
import { StoppedClock } from '../support/clock.js';
import { startDesk } from '../support/desk.js';
import { LetterDesk } from '../support/letter-desk.js';
import { LEADER } from '../support/crash/world.js';
import { sealed, verified } from '../support/verified.js';

const MONDAY = '2023-05-15T08:30:00+07:00';
/** due Monday 22 May 17:00, in time until the end of Friday 19, late from Tuesday 23 */
const NOTICE = {
  reason: 'Chi cục Thuế chưa trả lời phiếu chuyển thông tin',
  sentence: 'Hồ sơ phải chờ thông tin của cơ quan thuế nên chưa giải quyết xong.',
  fault: 'other_agency',
  newDueAt: '2023-05-26T16:00:00+07:00',
};

describe('apologies of all causes', () => {
  const clock = new StoppedClock(MONDAY);
  let desk: LetterDesk;

  beforeAll(async () => {
    desk = await LetterDesk.open(await startDesk({ clock }));
  });
  afterAll(() => desk.world.close());

  const coverage = async () =>
    (await desk.as('leader').get('/api/v1/apologies/coverage')).json<Record<string, unknown>>();
  const obligations = async (code: string) =>
    (await desk.read(code)).obligations.map(({ cause, state }) => `${cause} ${state}`);

  describe('a delay that is declared in time', () => {
    let code: string;

    it('lies there as a draft of form 04 at once, in the words of the notice', async () => {
      clock.set(MONDAY);
      ({ code } = await desk.inHand());
      clock.set('2023-05-17T09:00:00+07:00');
      const key = { 'idempotency-key': 'the-delay-notice' };
      const url = `/api/v1/dossiers/${code}/delay-notices`;
      expect((await desk.as('specialist').post(url, NOTICE, key)).statusCode).toBe(201);
      expect((await desk.as('specialist').post(url, NOTICE, key)).headers['idempotency-replayed']).toBe('true');
      expect(await obligations(code)).toEqual(['late owed']);
      const letter = await desk.onlyLetter(code);
      expect(letter).toMatchObject({
        state: 'drafted',
        form: 'form_04',
        tense: 'before_due',
        causes: ['late'],
        reason: NOTICE.reason,
        sentence: NOTICE.sentence,
        newDueAt: NOTICE.newDueAt,
        fault: 'other_agency',
      });
      const paper = (await desk.as('leader').get(`/api/v1/letters/${letter.id}/letter.html`)).body;
      expect(paper).toContain(NOTICE.sentence);
      expect(paper).not.toContain(NOTICE.reason);
      expect(await desk.sweep()).toMatchObject({ breached: 0, drafted: 0, lapsed: 0 });
    });

    it('is rewritten by a second notice', async () => {
      await desk.ask('specialist', `dossiers/${code}/delay-notices`, { ...NOTICE, sentence: undefined, fault: 'ours' });
      expect(await desk.onlyLetter(code)).toMatchObject({ sentence: null, reason: NOTICE.reason, fault: 'ours' });
      expect(await obligations(code)).toEqual(['late owed']);
    });

    it('is issued in time: the apology was timely, and the dossier is late all the same when it is', async () => {
      const { id } = await desk.onlyLetter(code);
      await desk.ask('qldt.leader', `letters/${id}/approvals`);
      await desk.ask('qldt.clerk', `letters/${id}/issuances`);
      expect(await obligations(code)).toEqual(['late settled']);
      expect(await coverage()).toMatchObject({ opened: 1, issued: 1, timelyRate: 100, missing: [] });
      clock.set('2023-05-24T09:00:00+07:00');
      await desk.sweep();
      expect(await desk.complete(code)).toMatchObject({ timeliness: 'late', daysLate: 2 });
      expect(await obligations(code)).toEqual(['late settled']);
      expect(await desk.letters(code)).toHaveLength(1);
    });
  });

  describe('a delay that did not happen', () => {
    it('is averted, and its draft, even approved, never gets a number', async () => {
      const before = await coverage();
      clock.set('2023-05-24T09:30:00+07:00');
      const { code } = await desk.inHand();
      await desk.ask('specialist', `dossiers/${code}/delay-notices`, { ...NOTICE, newDueAt: undefined });
      const { id } = await desk.onlyLetter(code);
      await desk.ask('qldt.leader', `letters/${id}/approvals`);
      clock.set('2023-05-25T09:00:00+07:00');
      expect(await desk.complete(code)).toMatchObject({ timeliness: 'early' });
      expect(await obligations(code)).toEqual(['late averted']);
      expect(await desk.refusal('qldt.clerk', `letters/${id}/issuances`)).toBe('409 letter.action_refused');
      expect(await desk.sweep()).toMatchObject({ lapsed: 1, issued: 0 });
      expect(await desk.onlyLetter(code)).toMatchObject({ state: 'lapsed', number: null });
      expect(await coverage()).toEqual(before);
      expect(await provenActs(desk.world.database, await idOf(code))).toEqual([
        'register',
        'hand_over',
        'acknowledge',
        'declare_delay',
        'complete',
      ]);
    });

    it('spends no number on a second promise while the citizen is waited for', async () => {
      clock.set('2023-05-25T09:30:00+07:00');
      const { code } = await desk.inHand();
      const later = { ...NOTICE, newDueAt: '2023-06-02T16:00:00+07:00' };
      await desk.ask('specialist', `dossiers/${code}/delay-notices`, later);
      const { id } = await desk.onlyLetter(code);
      await desk.ask('qldt.leader', `letters/${id}/approvals`);
      const items = ['Bản sao giấy chứng nhận'];
      const missing = { items, reason: 'Thiếu bản sao giấy chứng nhận', receiversFault: false };
      await desk.ask('specialist', `dossiers/${code}/supplement-requests`, missing);
      expect(await desk.refusal('qldt.clerk', `letters/${id}/issuances`)).toBe('409 dossier.action_refused');
      expect(await desk.onlyLetter(code)).toMatchObject({ state: 'approved', number: null });
      await desk.ask('receiver', `dossiers/${code}/supplements`, { items });
      expect(await desk.complete(code)).toMatchObject({ timeliness: 'early' });
      expect(await obligations(code)).toEqual(['late averted']);
      expect(await desk.sweep()).toMatchObject({ lapsed: 1, issued: 0 });
    });
  });

  const idOf = async (code: string): Promise<string> => {
    const [row] = await desk.world.database.query<{ id: string }>('SELECT "id" FROM "dossier" WHERE "code" = $1', [
      code,
    ]);
    return row!.id;
  };

  describe('faults', () => {
    let code: string;

    beforeAll(async () => {
      clock.set('2023-05-25T10:00:00+07:00');
      ({ code } = await desk.inHand());
      clock.set('2023-05-26T10:00:00+07:00');
      await desk.complete(code);
      await desk.ask('returner', `dossiers/${code}/returns`, { receivedBy: 'Nguyễn Văn Ẩn', how: 'desk' });
      clock.set('2023-05-30T10:00:00+07:00');
    });

    it('owe nothing before they are confirmed, and nothing when they are dismissed', async () => {
      const [first, second] = [
        await desk.reported(code, 'error', 'wrong_fee'),
        await desk.reported(code, 'conduct', 'attitude'),
      ];
      expect(await obligations(code)).toEqual([]);
      await desk.ask('desk_head', `dossiers/${code}/faults/${first}/dismissals`, {
        reason: 'Đã đối chiếu biên lai, thu đúng mức',
      });
      await desk.confirm(code, second, 'none');
      expect((await desk.faults(code)).map(({ state }) => state)).toEqual(['dismissed', 'dismissed']);
      expect(await obligations(code)).toEqual([]);
      expect(await desk.refusal('desk_head', `dossiers/${code}/faults/${first}/confirmations`, { fault: 'ours' })).toBe(
        '409 dossier.action_refused',
      );
    });

    it('open one obligation a cause; a second fault of the cause joins it', async () => {
      for (const [cause, kind] of [
        ['error', 'wrong_data'],
        ['loss', 'lost'],
        ['error', 'wrong_fee'],
      ] as const) {
        await desk.confirm(code, await desk.reported(code, cause, kind));
        clock.advance(MINUTE);
      }
      expect(await obligations(code)).toEqual(['error owed', 'loss owed']);
      const confirmed = (await desk.faults(code)).filter(({ state }) => state === 'confirmed');
      expect(new Set(confirmed.map(({ obligationId }) => obligationId)).size).toBe(2);
    });

    it('get one letter together, which says what was put right', async () => {
      expect(await desk.sweep()).toMatchObject({ drafted: 2 });
      const letter = await desk.onlyLetter(code);
      expect(letter).toMatchObject({ form: 'letter', causes: ['error', 'loss'] });
      expect(letter.obligationIds).toHaveLength(2);
      for (const { id } of (await desk.faults(code)).filter(({ state }) => state === 'confirmed')) {
        await desk.ask('desk_head', `dossiers/${code}/faults/${id}/corrections`, {
          correctionResult: 'Đã cấp lại bản đúng và hoàn lệ phí',
          correctedOn: '2023-05-30',
          costsVnd: 8_000,
        });
      }
      const paper = (await desk.as('leader').get(`/api/v1/letters/${letter.id}/letter.html`)).body;
      for (const said of [
        'V/v xin lỗi trong giải quyết thủ tục hành chính',
        'thông tin ghi trong kết quả giải quyết không đúng; phí, lệ phí đã thu không đúng mức quy định',
        'Việc này đã được khắc phục ngày 30 tháng 5 năm 2023.',
        'bị thất lạc',
        'sai sót và việc để thất lạc giấy tờ nêu trên',
      ]) {
        expect(paper).toContain(said);
      }
    });

    it('are settled by it, each', async () => {
      const { id } = await desk.onlyLetter(code);
      await desk.ask('qldt.leader', `letters/${id}/approvals`);
      await desk.ask('qldt.clerk', `letters/${id}/issuances`);
      expect(await obligations(code)).toEqual(['error settled', 'loss settled']);
      expect(await coverage()).toMatchObject({
        byCause: {
          error: { opened: 1, issued: 1, issuedRate: 100 },
          loss: { opened: 1 },
          conduct: { opened: 0, issuedRate: null },
        },
        byFault: { ours: { opened: 3 }, other_agency: { opened: 0 } },
        timelyRate: 100,
      });
    });

    it('are not judged by whoever worked on the dossier', async () => {
      const made = await desk.inHand();
      const done = await desk.as('desk_head').post(`/api/v1/dossiers/${made.code}/completions`, { outcome: 'granted' });
      expect(done.statusCode).toBe(201);
      const id = await desk.reported(made.code, 'error', 'wrong_data');
      const path = `dossiers/${made.code}/faults/${id}/confirmations`;
      expect(await desk.refusal('desk_head', path, { fault: 'ours' })).toBe('403 auth.forbidden');
      expect(await desk.refusal('xp.leader', path, { fault: 'ours' })).toBe('403 auth.forbidden');
      await desk.ask('leader', path, { fault: 'other_agency' });
      expect((await coverage())['byFault']).toMatchObject({ other_agency: { opened: 1, missing: 1 } });
    });

    it('noticed before the unit began to apologise here are historic, and get no letter', async () => {
      const made = await desk.inHand();
      clock.set('2023-06-06T10:00:00+07:00');
      const units = desk.world.get(UnitsService, { strict: false });
      const from = { key: 'apologies_from', value: '2023-06-05', validFrom: plainDate('2023-05-01') } as const;
      await units.decide('H45.20.05', from, { ...LEADER, roles: ['leader', 'admin'] });
      await desk.confirm(made.code, await desk.reported(made.code, 'loss', 'damaged', '2023-06-02'));
      expect(await obligations(made.code)).toContain('loss historic');
      expect(await coverage()).toMatchObject({ byCause: { loss: { opened: 1, historic: 1 } } });
      const open = { ...from, value: '2022-01-01', validFrom: plainDate('2023-06-06') };
      await units.decide('H45.20.05', open, { ...LEADER, roles: ['leader', 'admin'] });
    });
  });

  describe('one letter for several obligations', () => {
    it('takes up what opens while it is a draft; a person may choose otherwise', async () => {
      clock.set('2023-06-07T08:30:00+07:00');
      const { code } = await desk.inHand();
      clock.set('2023-06-15T08:30:00+07:00');
      await desk.sweep();
      const draft = await desk.onlyLetter(code);
      await desk.confirm(code, await desk.reported(code, 'supplement', 'supplement_by_fault'));
      await desk.sweep();
      const both = await desk.onlyLetter(code);
      expect(both).toMatchObject({ id: draft.id, causes: ['late', 'supplement'] });
      expect(both.version).toBeGreaterThan(draft.version);
      await desk.ask('qldt.clerk', `letters/${draft.id}/voids`, { reason: 'Tách thành hai thư riêng' });
      const owed = (await desk.read(code)).obligations;
      const [late, supplement] = ['late', 'supplement'].map((cause) => owed.find((each) => each.cause === cause)!.id);
      const words = { dossierCode: code, reason: 'Phòng tiếp nhận chưa hướng dẫn đủ.', fault: 'ours' };
      const newDueAt = '2023-06-20T16:00:00+07:00';
      const compose = (body: object) => desk.refusal('qldt.clerk', 'letters', { ...words, ...body });
      expect(await compose({ obligationIds: [supplement], newDueAt })).toBe('422 request.invalid');
      expect(await compose({ obligationIds: [late, '018c3c8c-a720-73c7-bd09-fd465c2cc8d1'] })).toBe(
        '422 request.invalid',
      );
      const made = await desk.ask('qldt.clerk', 'letters', { ...words, obligationIds: [supplement] });
      expect(made).toMatchObject({ form: 'letter', causes: ['supplement'], obligationIds: [supplement] });
      expect(await compose({ obligationIds: [supplement, late] })).toBe('409 letter.action_refused');
      expect(await desk.sweep()).toMatchObject({ drafted: 1 });
      const living = (await desk.letters(code)).filter(({ state }) => state === 'drafted');
      expect(living.map(({ causes }) => causes.join()).sort()).toEqual(['late', 'supplement']);
    });
  });

  describe('a waiver', () => {
    it('needs a leader and a reason, may have a proof, and lets the draft lapse', async () => {
      const { code } = await desk.inHand();
      clock.set('2023-06-27T08:30:00+07:00');
      await desk.sweep();
      const { id } = (await desk.read(code)).obligations[0]!;
      const reason = 'Người nộp đã nhận kết quả đúng hẹn, có chữ ký ghi ngày';
      const path = `apologies/${id}/waivers`;
      const proof = createHash('sha256').update('scan').digest('hex');
      expect(await desk.refusal('qldt.clerk', path, { reason })).toBe('403 auth.forbidden');
      expect(await desk.refusal('xp.leader', path, { reason })).toBe('404 not_found');
      expect(await desk.refusal('qldt.leader', path, {})).toBe('422 request.invalid');
      expect(await desk.refusal('qldt.leader', path, { reason, proof })).toBe('422 request.invalid');
      const before = await coverage();
      const waived = await desk.ask('qldt.leader', path, { reason });
      expect(waived).toMatchObject({ id, state: 'waived', waivedBy: 'qldt.leader', waiverReason: reason });
      expect((await desk.onlyLetter(code)).state).toBe('lapsed');
      expect(await desk.refusal('qldt.leader', path, { reason })).toBe('409 letter.action_refused');
      const after = await coverage();
      expect(after).toMatchObject({ opened: before['opened'], waived: 1, waivedWithProof: 0 });
      expect(after['missingTotal']).toBe((before['missingTotal'] as number) - 1);
      expect(await desk.sweep()).toMatchObject({ drafted: 0, lapsed: 0 });
    });

    it('is refused while a numbered letter names the obligation, and possible again once that is void', async () => {
      const { code } = await desk.inHand();
      clock.set('2023-07-06T08:30:00+07:00');
      await desk.sweep();
      const { id } = await desk.onlyLetter(code);
      await desk.ask('qldt.leader', `letters/${id}/approvals`);
      const letter = await desk.world.get(LettersRepository, { strict: false }).byId(desk.world.database, id);
      await desk.world.get(NumberingService, { strict: false }).number(letter, LEADER, null);
      const [obligation] = (await desk.read(code)).obligations;
      const path = `apologies/${obligation!.id}/waivers`;
      const reason = 'Người nộp đã nhận kết quả đúng hẹn';
      expect(await desk.refusal('qldt.leader', path, { reason })).toBe('409 letter.action_refused');
      await desk.ask('qldt.clerk', `letters/${id}/voids`, { reason: 'Lấy nhầm số của thư khác' });
      expect(await desk.ask('qldt.leader', path, { reason })).toMatchObject({ state: 'waived' });
    });
  });

  describe('an outside agency at fault', () => {
    it('is asked for its letter, which is recorded and settles the obligation', async () => {
      const { code } = await desk.inHand();
      await desk.as('specialist').post(`/api/v1/dossiers/${code}/hand-overs`, { unitCode: 'H45.20.14' });
      const sent = (await desk.read(code)).pendingHandOver!.id;
      await desk.ask('receiver', `dossiers/${code}/hand-overs/${sent}/acknowledgements`);
      clock.set('2023-07-14T08:30:00+07:00');
      await desk.sweep();
      const [obligation] = (await desk.read(code)).obligations;
      const path = `apologies/${obligation!.id}`;
      const asked = await desk.ask('desk_head', `${path}/outside-requests`);
      expect(asked).toMatchObject({
        state: 'owed',
        fault: 'other_agency',
        outsideAskedAt: '2023-07-14T08:30:00+07:00',
      });
      expect((await desk.onlyLetter(code)).state).toBe('lapsed');
      expect(await desk.sweep()).toMatchObject({ drafted: 0 });
      const letter = { number: '218/CCT-HCNS', date: '2023-07-14' };
      expect(await desk.refusal('desk_head', `${path}/outside-letters`, { ...letter, date: '2023-07-15' })).toBe(
        '422 request.invalid',
      );
      const url = `/api/v1/${path}/outside-letters`;
      const key = { 'idempotency-key': 'the-outside-letter' };
      const first = await desk.as('desk_head').post(url, letter, key);
      expect(first.json()).toMatchObject({
        state: 'settled',
        outsideNumber: letter.number,
        letterId: null,
        timely: false,
      });
      expect((await desk.as('desk_head').post(url, letter, key)).headers['idempotency-replayed']).toBe('true');
      expect(await desk.refusal('desk_head', `${path}/outside-letters`, letter)).toBe('409 letter.action_refused');
      expect(await coverage()).toMatchObject({ outside: 1 });
      expect(await provenActs(desk.world.database, await idOf(code))).toEqual(
        expect.arrayContaining(['note_breach', 'ask_outside', 'record_outside']),
      );
    });

    it('is not asked for what is our own fault', async () => {
      const { code } = await desk.inHand();
      clock.set('2023-07-24T08:30:00+07:00');
      await desk.sweep();
      const [obligation] = (await desk.read(code)).obligations;
      expect(await desk.refusal('desk_head', `apologies/${obligation!.id}/outside-requests`)).toBe(
        '409 letter.action_refused',
      );
    });
  });

  describe('a forecast', () => {
    it('is drafted at R17’s moment, stands in no figure, is not signed, and lapses when the result comes', async () => {
      clock.set('2023-08-07T08:30:00+07:00');
      const { code } = await desk.inHand();
      const before = await coverage();
      clock.set('2023-08-11T23:00:00+07:00');
      await desk.sweep();
      expect(await desk.letters(code)).toEqual([]);
      clock.set('2023-08-14T07:30:00+07:00');
      expect((await desk.sweep()).forecast).toBe(1);
      expect((await desk.sweep()).forecast).toBe(0);
      const letter = await desk.onlyLetter(code);
      expect(letter).toMatchObject({
        state: 'drafted',
        forecast: true,
        obligationIds: [],
        allowedActs: ['revise', 'void'],
      });
      expect(await desk.refusal('qldt.leader', `letters/${letter.id}/approvals`)).toBe('409 letter.action_refused');
      expect(await coverage()).toEqual(before);
      expect(await obligations(code)).toEqual([]);
      expect(await desk.complete(code)).toMatchObject({ timeliness: 'on_time' });
      expect(await desk.sweep()).toMatchObject({ lapsed: 1 });
      expect(await desk.onlyLetter(code)).toMatchObject({ state: 'lapsed' });
      expect(await coverage()).toEqual(before);
    });

    it('takes up the obligation when the breach comes: the same letter, with what was written into it', async () => {
      clock.set('2023-08-15T08:30:00+07:00');
      const { code } = await desk.inHand();
      clock.set('2023-08-22T08:30:00+07:00');
      await desk.sweep();
      const { id } = await desk.onlyLetter(code);
      const reason = 'Phòng gửi văn bản lấy ý kiến chậm 02 ngày.';
      expect((await desk.as('qldt.clerk').patch(`/api/v1/letters/${id}`, { reason })).statusCode).toBe(200);
      clock.set('2023-08-23T08:30:00+07:00');
      expect(await desk.sweep()).toMatchObject({ breached: 1, drafted: 1, lapsed: 0 });
      expect(await desk.onlyLetter(code)).toMatchObject({
        id,
        forecast: false,
        reason,
        state: 'drafted',
        tense: 'after_due',
      });
      await desk.ask('qldt.leader', `letters/${id}/approvals`);
      await desk.ask('qldt.clerk', `letters/${id}/issuances`);
      expect(await obligations(code)).toEqual(['late settled']);
    });

    it('takes up the obligation of a delay that is declared, in the words of the notice', async () => {
      clock.set('2023-08-28T08:30:00+07:00');
      const { code } = await desk.inHand();
      clock.set('2023-09-06T08:30:00+07:00');
      await desk.sweep();
      const { id } = await desk.onlyLetter(code);
      await desk.ask('specialist', `dossiers/${code}/delay-notices`, {
        ...NOTICE,
        newDueAt: '2023-09-11T16:00:00+07:00',
      });
      expect(await desk.onlyLetter(code)).toMatchObject({
        id,
        forecast: false,
        sentence: NOTICE.sentence,
        form: 'form_04',
      });
    });
  });

  describe('what was averted', () => {
    it('stands in the letter no more that goes out for what else is owed', async () => {
      clock.set('2023-07-05T09:00:00+07:00');
      const { code } = await desk.inHand();
      await desk.ask('specialist', `dossiers/${code}/delay-notices`, { ...NOTICE, newDueAt: undefined });
      await desk.confirm(code, await desk.reported(code, 'error', 'wrong_data'));
      await desk.sweep();
      const { id } = await desk.onlyLetter(code);
      await desk.complete(code);
      expect((await obligations(code)).sort()).toEqual(['error owed', 'late averted']);
      await desk.ask('qldt.leader', `letters/${id}/approvals`);
      await desk.ask('qldt.clerk', `letters/${id}/issuances`);
      expect((await obligations(code)).sort()).toEqual(['error settled', 'late averted']);
      await sealed(desk.world);
      expect(await verified(desk.world)).toEqual([]);
    });
  });
});
