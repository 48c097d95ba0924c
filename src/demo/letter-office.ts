import type { INestApplicationContext } from '@nestjs/common';
import { DeliveriesService, type Delivery } from '../apologies/deliveries.service.js';
import { IssuingService } from '../apologies/issuing.service.js';
import { LetterQueryService } from '../apologies/letter-query.service.js';
import { LettersService } from '../apologies/letters.service.js';
import type { Letter } from '../domain/apology/letter.js';
import { MINUTE, type Instant } from '../domain/time/instant.js';
import { atMinute, localDate } from '../domain/time/plain-date.js';
import type { Stage } from './life.js';
import type { PlannedDossier } from './plan.js';
import type { Random } from './random.js';
import { TOWN } from './town.js';
import { reasonKeyOf } from './reasons.js';

/** What is known of a letter's way when its draft is taken up. */
interface Course {
  readonly letterId: string;
  readonly unitCode: string;
  readonly planned: PlannedDossier;
  /** what is written into it; null: it was said in the delay notice */
  readonly reason: string | null;
  /** the letter's own chance, by its dossier: ids of letters, and so their order, differ from one replay to another */
  readonly random: Random;
  readonly writtenAt: Instant;
  readonly signedAt: Instant;
  readonly issuedAt: Instant;
}

/** Longest page of drafts; a day never brings as many. */
const PAGE = 200;
/** Share of letters that promise a new date, where the result is still away. */
const SECOND_PROMISE = 0.75;
const SECOND_PROMISE_KEPT = 0.71;

/** The people around a letter: the specialist writes the reason, the head signs, the clerk numbers, issues, delivers. */
export class LetterOffice {
  private readonly letters: LettersService;
  private readonly issuing: IssuingService;
  private readonly deliveries: DeliveriesService;
  private readonly query: LetterQueryService;
  private readonly expected = new Map<string, { readonly planned: PlannedDossier; readonly reason: string }>();
  private readonly takenUp = new Set<string>();

  constructor(
    app: INestApplicationContext,
    private readonly stage: Stage,
  ) {
    this.letters = app.get(LettersService, { strict: false });
    this.issuing = app.get(IssuingService, { strict: false });
    this.deliveries = app.get(DeliveriesService, { strict: false });
    this.query = app.get(LetterQueryService, { strict: false });
  }

  /** Says which dossier a letter will be about, and why. */
  expect(code: string, planned: PlannedDossier, reason: string): void {
    this.expected.set(code, { planned, reason });
  }

  /** Looks at what the sweep has drafted, and puts the work on it into the agenda. */
  async takeUpDrafts(): Promise<void> {
    const drafts = { state: 'drafted', forecast: false, limit: PAGE } as const;
    const { lines } = await this.query.list(drafts, this.stage.staff.one(TOWN, 'leader'));
    for (const { letter, dossierCode } of lines) this.takeUp(letter, dossierCode, false);
  }

  /** The same for the draft that a delay notice has just made: it has its words, and must be out before the due day. */
  async takeUpDeclared(code: string): Promise<void> {
    const planned = this.expected.get(code)?.planned;
    if (!planned) return;
    this.takeUp(await this.query.about(code, this.stage.staff.one(TOWN, 'leader')), code, true);
  }

  private takeUp(letter: Letter, code: string, declared: boolean): void {
    const expected = this.expected.get(code);
    if (!expected || this.takenUp.has(letter.id)) return;
    this.takenUp.add(letter.id);
    const { calendar, clock, agenda } = this.stage;
    const { planned, reason } = expected;
    const random = this.stage.random.branch(`${code}${declared ? ' declared' : ''}`);
    const now = clock.now();
    const writtenAt = declared ? now : calendar.addWorkingMinutes(now, random.between(30, 400));
    const signedAt = calendar.addWorkingMinutes(writtenAt, random.between(30, declared ? 300 : 900));
    const issuedAt = calendar.addWorkingMinutes(signedAt, random.between(15, declared ? 200 : 400));
    const about = { letterId: letter.id, unitCode: letter.unitCode, planned, random };
    const course: Course = { ...about, reason: declared ? null : reason, writtenAt, signedAt, issuedAt };
    const newDueAt = reason === planned.lateReason ? this.secondPromise(course) : null;
    if (!declared) agenda.add(writtenAt, () => this.write(course, newDueAt));
    agenda.add(signedAt, () => this.sign(course));
    agenda.add(issuedAt, () => this.issue(course));
  }

  /** The new date of form 04: kept, or (as things go) too hopeful; none when the result is about to come. */
  private secondPromise({ planned, issuedAt, random }: Course): Instant | null {
    const { calendar } = this.stage;
    const day = localDate(planned.finishAt);
    const today = localDate(issuedAt);
    if (day <= today || !random.chance(SECOND_PROMISE)) return null;
    const between = calendar.workingDaysBetween(today, day) - 1;
    if (between < 1 || random.chance(SECOND_PROMISE_KEPT)) {
      const kept = random.chance(0.5) ? day : calendar.addWorkingDays(day, random.between(1, 2));
      return atMinute(kept, 17 * 60);
    }
    return atMinute(calendar.addWorkingDays(today, random.between(1, between)), 16 * 60);
  }

  private async write({ letterId, unitCode, reason, planned }: Course, newDueAt: Instant | null): Promise<void> {
    const by = this.stage.staff.one(unitCode, 'specialist');
    const { ending, lateReason } = planned;
    const reasonKey = ending.kind === 'late' && reason === lateReason ? reasonKeyOf(ending.cause) : undefined;
    await this.letters.revise(letterId, { reason: reason ?? undefined, reasonKey, newDueAt }, by);
    this.stage.tally.acts += 1;
  }

  private async sign({ letterId, unitCode }: Course): Promise<void> {
    await this.letters.approve(letterId, this.stage.staff.one(unitCode, 'leader'), null);
    this.stage.tally.acts += 1;
  }

  private async issue(course: Course): Promise<void> {
    const { letterId, unitCode, planned, issuedAt, random } = course;
    const { staff, tally, agenda, calendar } = this.stage;
    await this.issuing.issueFor(letterId, null, staff.one(unitCode, 'clerk'), null);
    tally.acts += 1;
    tally.letters += 1;
    const delivery = deliveryOf(planned, random);
    if (delivery === null) return;
    const fetched = planned.steps.find(({ act }) => act === 'return')?.at ?? planned.finishAt;
    const wait = { desk: 1_400, zalo: 60, post: 1_200, email: 700, phone: 60 }[delivery.channel];
    const atDesk = delivery.channel === 'desk' && fetched > issuedAt ? ((fetched + MINUTE) as Instant) : null;
    const at = atDesk ?? calendar.addWorkingMinutes(issuedAt, wait + random.between(10, 240));
    agenda.add(at, () => this.deliver(course, delivery));
  }

  private async deliver({ letterId, unitCode }: Course, delivery: Delivery): Promise<void> {
    const clerk = this.stage.staff.one(unitCode, 'clerk');
    const { messages } = await this.query.record(letterId, clerk);
    // Nobody answers a mail that nobody is sure has left; whoever looks at the demo decides about it.
    if (delivery.channel === 'email' && messages.some(({ state }) => state === 'uncertain')) return;
    await this.deliveries.deliver(letterId, delivery, clerk, null);
    this.stage.tally.acts += 1;
  }
}

/** How a letter reaches its reader, as people left word; null: mailed, and nobody has answered. */
function deliveryOf({ applicant }: PlannedDossier, random: Random): Delivery | null {
  if (applicant.email !== null) {
    return random.chance(0.6) ? { channel: 'email', proof: 'Người nhận trả lời thư: đã nhận được' } : null;
  }
  if (applicant.contactBy.includes('zalo') && random.chance(0.5)) {
    return { channel: 'zalo', proof: 'Đã nhắn qua Zalo, người nhận trả lời đã nhận được' };
  }
  if (random.chance(0.14)) return { channel: 'post', proof: 'Phiếu báo phát bưu gửi' };
  return { channel: 'desk', proof: 'Người nhận ký sổ giao tại Bộ phận Một cửa' };
}
