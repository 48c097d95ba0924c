import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DeliveriesService } from '../../src/apologies/deliveries.service.js';
import { IssuingService } from '../../src/apologies/issuing.service.js';
import { LettersService } from '../../src/apologies/letters.service.js';
import { instant } from '../../src/domain/time/instant.js';
import { FileStore } from '../../src/platform/files/file-store.js';
import { provenActs } from '../support/chain.js';
import { compileService, type Compiled } from '../support/compiled.js';
import type { Errand, Report } from '../support/crash/child.js';
import { startChild } from '../support/crash/run-child.js';
import { openService, type Place, type Service } from '../support/crash/service.js';
import { openStage, type Stage } from '../support/crash/stage.js';
import { closedWorld, LEADER, sweepUntilQuiet, type ClosedWorld } from '../support/crash/world.js';
import { startMailServer, type MailServer } from '../support/mail-server.js';

/** What each commit of an undisturbed sweep under a standing approval has done, from detection to `sent`. */
const SWEEP = [
  'the breach is noted',
  'the letter is drafted',
  'the number is taken',
  'the letter is issued',
  'the next letter is forecast',
  'old claims are released',
  'the mail is claimed',
  'the mail begins',
  'the mail is sent',
  'no mail is left',
] as const;

/** The two of a person who issues an approved form 04. */
const ISSUANCE = ['the number is taken', 'the letter is issued'] as const;

/** After these something happens outside the database before the next: a paper is made, a mail goes. */
const THEN_ELSEWHERE: readonly string[] = ['the number is taken', 'the mail is claimed', 'the mail begins'];

/** Just after a commit is just before the next one, as far as the database knows: `CRASHES=all` takes those, too. */
const crashes = (steps: readonly string[]) =>
  steps.flatMap((step, i) => [
    { when: 'before' as const, step, commit: i + 1 },
    ...(process.env['CRASHES'] === 'all' || THEN_ELSEWHERE.includes(step)
      ? [{ when: 'after' as const, step, commit: i + 1 }]
      : []),
  ]);

const BREACH = '2023-05-09T07:35:00+07:00';
/** beyond every claim */
const RESTART = '2023-05-09T07:45:00+07:00';
const SECOND_BREACH = '2023-05-10T07:35:00+07:00';

describe('a process that is killed', () => {
  let compiled: Compiled;
  let stage: Stage;
  let mail: MailServer;
  let world: ClosedWorld;

  beforeAll(async () => {
    compiled = compileService();
    stage = openStage();
    mail = await startMailServer();
    const promises = [
      { at: '2023-04-28T14:00:00+07:00', email: 'an.nguyen@example.vn' },
      { at: '2023-05-04T14:00:00+07:00', email: null },
    ];
    world = await closedWorld(promises, { SMTP_URL: mail.url, APOLOGY_MODE: 'auto' });
  });
  afterAll(async () => {
    await world.close();
    await mail.close();
    await stage.close();
    compiled.remove();
  });
  beforeEach(() => {
    mail.received.length = 0;
    mail.watch = null;
  });

  const start = (errand: Errand) =>
    startChild<Report>(compiled.script('test/support/crash/child.ts'), errand, errand.place.url);

  /** Runs a process to its death. */
  async function killed(errand: Errand): Promise<void> {
    const { signal, report } = await (await start(errand)).go();
    expect({ signal, report }).toEqual({ signal: 'SIGKILL', report: null });
  }

  async function restarted(place: Place, check: (service: Service) => Promise<void>): Promise<void> {
    const service = await openService({ ...place, now: RESTART });
    try {
      await check(service);
    } finally {
      await service.close();
      await stage.drop(place);
    }
  }

  /** One obligation, one living letter, number 01, its paper whole, one message; the history proves itself. */
  async function expectOneLetter({ database, get }: Service, place: Place, acts: readonly string[]) {
    const [dossierId] = world.dossierIds;
    const obligations = await database.query(`SELECT * FROM "obligation" WHERE "dossierId" = $1`, [dossierId!]);
    expect(obligations).toMatchObject([{ cause: 'late', state: 'settled' }]);
    const letters = await database.query(`SELECT * FROM "letter" WHERE "dossierId" = $1`, [dossierId!]);
    expect(letters).toMatchObject([
      { state: 'issued', numberText: '01/PXL', numberSerial: 1, numberYear: 2023, letterDate: '2023-05-09' },
    ]);
    const [letter] = letters;
    expect(obligations[0]).toMatchObject({ letterId: letter!['id'] });
    const links = await database.query(`SELECT * FROM "letter_obligation"`);
    expect(links).toMatchObject([{ letterId: letter!['id'], obligationId: obligations[0]!['id'] }]);
    const paper = await get(FileStore).read(letter!['fileHash'] as string);
    expect(createHash('sha256').update(paper).digest('hex')).toBe(letter!['fileHash']);
    const files = await database.query(`SELECT "hash", "bytes", "mediaType" FROM "stored_file"`);
    expect(files).toEqual([{ hash: letter!['fileHash'], bytes: paper.length, mediaType: 'application/pdf' }]);
    expect(await provenActs(database, dossierId!)).toEqual(acts);
    expect(place.dataDir).not.toBe(world.place.dataDir);
    const messages = await database.query(
      `SELECT "id", "state", "subjectId", "fileHash" FROM "message" WHERE "kind" = 'apology_letter'`,
    );
    expect(messages).toMatchObject([{ subjectId: letter!['id'], fileHash: letter!['fileHash'] }]);
    return messages[0] as { id: string; state: string };
  }

  /** The next letter of the unit gets the next number: none was lost on the way, none given twice. */
  async function expectNextNumber(service: Service): Promise<void> {
    const { database, clock } = service;
    clock.set(SECOND_BREACH);
    await sweepUntilQuiet(service);
    const waiting = await database.query<{ id: string }>(`SELECT "id" FROM "letter" WHERE "state" = 'drafted'`);
    for (const { id } of waiting) {
      await service.get(LettersService).approve(id, LEADER, null);
      await service.get(IssuingService).issue(id, LEADER, null);
    }
    const numbers = await database.query(`SELECT "numberText", "state" FROM "letter" ORDER BY "numberText"`);
    expect(numbers).toEqual([
      { numberText: '01/PXL', state: 'issued' },
      { numberText: '02/PXL', state: 'issued' },
    ]);
    expect(await provenActs(database, world.dossierIds[1]!)).toEqual(['register', 'note_breach', 'apologise']);
  }

  const lettersReceived = () => mail.received.filter(({ attachments }) => attachments.length > 0);

  /** A doubt is shown, kept by every job, and ended only by a person: then the same mail goes, under the same id. */
  async function expectDoubt(service: Service, message: { id: string; state: string }, copies: number): Promise<void> {
    expect(message.state).toBe('uncertain');
    expect(lettersReceived()).toHaveLength(copies);
    await service.get(DeliveriesService).resolve(message.id, 'resend', LEADER, null);
    await sweepUntilQuiet(service);
    expect(lettersReceived()).toHaveLength(copies + 1);
    expect([...new Set(lettersReceived().map(({ messageId }) => messageId))]).toEqual([`<${message.id}@localhost>`]);
    const [after] = await service.database.query('SELECT "state" FROM "message" WHERE "id" = $1', [message.id]);
    expect(after).toEqual({ state: 'sent' });
  }

  describe('anywhere in a sweep, from the breach to the mail', () => {
    const ACTS = ['register', 'note_breach', 'apologise'];
    const errand = async (dies: Errand['dies']): Promise<Errand> => {
      const place = await stage.copy({ ...world.place, now: BREACH });
      return { place, work: { sweep: true }, dies };
    };

    it('would have made these commits', async () => {
      const { place, work } = await errand(null);
      const { report } = await (await start({ place, work, dies: null })).go();
      expect(report).toMatchObject({ commits: SWEEP.length, swept: { breached: 1, drafted: 1, issued: 1 } });
      expect(lettersReceived()).toHaveLength(1);
    });

    it.each(crashes(SWEEP))('$when "$step": one letter, one number, one mail', async ({ when, step, commit }) => {
      const { place, work } = await errand({ when, commit });
      await killed({ place, work, dies: { when, commit } });
      await restarted(place, async (service) => {
        await sweepUntilQuiet(service);
        const message = await expectOneLetter(service, place, ACTS);
        const unsure =
          (when === 'after' && step === 'the mail begins') || (when === 'before' && step === 'the mail is sent');
        if (unsure) await expectDoubt(service, message, when === 'before' ? 1 : 0);
        else {
          expect(message.state).toBe('sent');
          expect(lettersReceived()).toHaveLength(1);
        }
        await expectNextNumber(service);
      });
    });

    it('while the mail server has the letter and has not answered: in doubt, and not sent again', async () => {
      const { place, work } = await errand(null);
      const child = await start({ place, work, dies: null });
      mail.watch = (moment) => moment === 'taken' && child.process.kill('SIGKILL');
      expect(await child.go()).toEqual({ signal: 'SIGKILL', report: null });
      mail.watch = null;
      await restarted(place, async (service) => {
        await sweepUntilQuiet(service);
        await expectDoubt(service, await expectOneLetter(service, place, ACTS), 1);
        await expectNextNumber(service);
      });
    });

    it('just after the mail server has answered: sent or in doubt, one copy', async () => {
      const { place, work } = await errand(null);
      const child = await start({ place, work, dies: null });
      mail.watch = (moment) => moment === 'answered' && child.process.kill('SIGKILL');
      // It has the answer in its hands: before the signal reaches it, it may have noted it and gone on.
      expect((await child.go()).signal).toBe('SIGKILL');
      mail.watch = null;
      await restarted(place, async (service) => {
        await sweepUntilQuiet(service);
        const message = await expectOneLetter(service, place, ACTS);
        expect(['sent', 'uncertain']).toContain(message.state);
        expect(lettersReceived()).toHaveLength(1);
        await expectNextNumber(service);
      });
    });
  });

  describe('while a person issues form 04', () => {
    const NEW_DATE = instant('2023-05-12T16:00:00+07:00');
    let approved: Place;
    let letterId: string;

    beforeAll(async () => {
      approved = await stage.copy({ ...world.place, now: BREACH });
      approved = { ...approved, config: { SMTP_URL: mail.url, APOLOGY_MODE: 'sign' } };
      const service = await openService(approved);
      await sweepUntilQuiet(service);
      const [letter] = await service.database.query<{ id: string }>('SELECT "id" FROM "letter" WHERE NOT "forecast"');
      letterId = letter!.id;
      const reason = 'Phòng gửi văn bản lấy ý kiến chậm hơn quy định.';
      await service.get(LettersService).revise(letterId, { reason, newDueAt: NEW_DATE }, LEADER);
      await service.get(LettersService).approve(letterId, LEADER, null);
      await service.close();
    });

    it('who would have made these commits', async () => {
      const place = await stage.copy(approved);
      const { report } = await (await start({ place, work: { issue: letterId, by: LEADER }, dies: null })).go();
      expect(report).toMatchObject({ commits: ISSUANCE.length });
    });

    it.each(crashes(ISSUANCE))('$when "$step": one letter, one second promise', async ({ when, commit }) => {
      const place = await stage.copy(approved);
      await killed({ place, work: { issue: letterId, by: LEADER }, dies: { when, commit } });
      await restarted(place, async (service) => {
        const { database } = service;
        await sweepUntilQuiet(service);
        const [{ state }] = (await database.query('SELECT "state" FROM "letter" WHERE NOT "forecast"')) as [
          { state: string },
        ];
        const nothingHappened = when === 'before' && commit === 1;
        expect(state).toBe(nothingHappened ? 'approved' : 'issued');
        if (nothingHappened) await service.get(IssuingService).issue(letterId, LEADER, null);
        await sweepUntilQuiet(service);
        const message = await expectOneLetter(service, place, ['register', 'note_breach', 'extend']);
        expect(message.state).toBe('sent');
        expect(lettersReceived()).toHaveLength(1);
        const promises = await database.query('SELECT "kind" FROM "promise" WHERE "dossierId" = $1 ORDER BY "seq"', [
          world.dossierIds[0]!,
        ]);
        expect(promises).toEqual([{ kind: 'original' }, { kind: 'extension' }]);
        await expectNextNumber(service);
      });
    });
  });
});
