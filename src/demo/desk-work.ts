import type { INestApplicationContext } from '@nestjs/common';
import { DelayNotices } from '../apologies/delay-notices.service.js';
import type { Actor } from '../domain/accounts/roles.js';
import { localDate } from '../domain/time/plain-date.js';
import { ActsService } from '../dossiers/acts.service.js';
import { ExtraTimesService } from '../dossiers/clock/extra-times.service.js';
import { PaymentsService } from '../dossiers/clock/payments.service.js';
import { SupplementsService } from '../dossiers/clock/supplements.service.js';
import { DossierFilesService } from '../dossiers/processing/dossier-files.service.js';
import { WorkService } from '../dossiers/processing/work.service.js';
import type { LetterOffice } from './letter-office.js';
import { request, type Life, type Stage } from './life.js';
import type { PlannedStep } from './plan-work.js';
import { signedSlip } from './proof-paper.js';
import { MISSING_IN_BUILDING, MISSING_ON_LAND, MISSING_PAPERS, reasonKeyOf } from './reasons.js';
import { OUTSIDE, TOWN, type FieldKey } from './town.js';

type Step<A extends PlannedStep['act']> = Extract<PlannedStep, { act: A }>;

/** Fields whose papers are their own. */
const MISSING_IN: Readonly<Partial<Record<FieldKey, typeof MISSING_PAPERS>>> = {
  land: MISSING_ON_LAND,
  building: MISSING_IN_BUILDING,
};

/** The people who work on a dossier, from its receipt to the citizen's hand. */
export class DeskWork {
  private readonly acts: ActsService;
  private readonly supplements: SupplementsService;
  private readonly payments: PaymentsService;
  private readonly extraTimes: ExtraTimesService;
  private readonly work: WorkService;
  private readonly files: DossierFilesService;
  private readonly delays: DelayNotices;

  constructor(
    app: INestApplicationContext,
    private readonly stage: Stage,
    private readonly office: LetterOffice,
  ) {
    this.acts = app.get(ActsService, { strict: false });
    this.supplements = app.get(SupplementsService, { strict: false });
    this.payments = app.get(PaymentsService, { strict: false });
    this.extraTimes = app.get(ExtraTimesService, { strict: false });
    this.work = app.get(WorkService, { strict: false });
    this.files = app.get(DossierFilesService, { strict: false });
    this.delays = app.get(DelayNotices, { strict: false });
  }

  async perform(life: Life, step: PlannedStep): Promise<void> {
    this.stage.tally.acts += 1;
    switch (step.act) {
      case 'hand_over':
        return this.handOver(life, step);
      case 'acknowledge':
        return this.acknowledge(life);
      case 'ask_supplement':
        return this.askSupplement(life, step);
      case 'ask_payment':
        return this.askPayment(life, step);
      case 'declare_delay':
        return this.declareDelay(life, step);
      case 'grant_extra_time':
        return this.grantExtraTime(life, step);
      case 'complete':
        return this.complete(life);
      case 'return':
        return this.giveBack(life);
      case 'confirm_payment':
        return this.confirmPayment(life);
      case 'pay':
      case 'note':
      case 'bring_supplement':
      case 'transfer_result':
      case 'attach_proof':
      case 'withdraw':
      case 'stop':
        return this.performShort(life, step);
    }
  }

  private async performShort(
    life: Life,
    step: Step<'pay' | 'note' | 'bring_supplement' | 'transfer_result' | 'attach_proof' | 'withdraw' | 'stop'>,
  ): Promise<void> {
    const { planned, code, serial } = life;
    const desk = this.desk(life);
    const asked = request(code, desk);
    switch (step.act) {
      case 'pay': {
        const { amountVnd, method } = step;
        const reference = method === 'cash' ? null : `GD${String(700_000 + serial)}`;
        const cashier = this.stage.staff.one(planned.unitCode, 'cashier');
        await this.payments.pay(request(code, cashier), { amountVnd, method, reference });
        return;
      }
      case 'note':
        await this.work.note(request(code, life.holder ?? desk), step.text);
        return;
      case 'bring_supplement':
        await this.supplements.receive(asked, ['Đã bổ sung đủ theo yêu cầu']);
        return;
      case 'transfer_result': {
        const { outcome } = planned;
        const number = outcome === 'granted' ? resultNumber(serial) : null;
        await this.work.transferResult(request(code, this.holder(life)), { outcome, number });
        return;
      }
      case 'attach_proof':
        await this.files.attach(asked, 'Giấy giao nhận có chữ ký.pdf', signedSlip(code));
        return;
      case 'withdraw':
        await this.acts.withdraw(asked, planned.why ?? '');
        return;
      case 'stop':
        await this.acts.stop(request(code, this.stage.staff.one(leaderOf(life), 'leader')), planned.why ?? '');
        return;
    }
  }

  private async complete(life: Life): Promise<void> {
    const { planned, serial } = life;
    const granted = planned.outcome === 'granted';
    await this.acts.complete(request(life.code, this.desk(life)), {
      outcome: planned.outcome,
      resultNumber: granted ? resultNumber(serial) : null,
      shelf: `${'ABCD'.charAt(serial % 4)}${(serial % 12) + 1}`,
      reason: granted ? null : planned.why,
    });
  }

  private async giveBack({ planned, code }: Life): Promise<void> {
    const receivedBy = planned.submitter?.name ?? planned.applicant.representative ?? planned.applicant.name;
    const returner = this.stage.staff.one(planned.unitCode, 'returner');
    await this.acts.giveBack(request(code, returner), { receivedBy, how: planned.resultVia });
  }

  private async handOver(life: Life, step: Step<'hand_over'>): Promise<void> {
    const by = life.holder ?? this.desk(life);
    const { toUnitCode } = step;
    const within = toUnitCode === by.unitCode && life.holder !== null;
    const username = within ? this.stage.staff.one(toUnitCode, 'specialist').username : null;
    const note = step.outside ? 'Chuyển lấy ý kiến, thông tin phối hợp' : null;
    await this.acts.handOver(request(life.code, by), { unitCode: toUnitCode, username, note });
    life.pending = { unitCode: toUnitCode, named: username !== null };
  }

  private async acknowledge(life: Life): Promise<void> {
    const { code, planned, pending } = life;
    if (!pending) throw new RangeError(`nothing is on its way for ${code}`);
    const desk = this.desk(life);
    const outside = isOutside(pending.unitCode);
    const home = pending.unitCode === planned.unitCode && !pending.named;
    const by = outside || home ? desk : this.stage.staff.one(pending.unitCode, 'specialist');
    await this.acts.acknowledge(request(code, by), null);
    life.holder = outside ? null : by;
    life.pending = null;
  }

  private async askSupplement(life: Life, { receiversFault }: Step<'ask_supplement'>): Promise<void> {
    const { field } = life.planned;
    const missing = MISSING_IN[field] ?? MISSING_PAPERS;
    const [item, reason] = missing[life.serial % missing.length] ?? ['', ''];
    const question = { items: [item], reason, receiversFault, overrideReason: null };
    await this.supplements.ask(request(life.code, this.holder(life)), question);
  }

  /** The tax office has it: the desk hands the notice on. */
  private async askPayment(life: Life, { amountVnd }: Step<'ask_payment'>): Promise<void> {
    const reason = 'Thông báo nộp lệ phí trước bạ và thuế thu nhập cá nhân của Chi cục Thuế';
    await this.payments.request(request(life.code, this.desk(life)), { amountVnd, reason });
  }

  private async confirmPayment(life: Life): Promise<void> {
    const desk = this.desk(life);
    const notices = await this.payments.asked(life.code, desk);
    const open = notices.find(({ confirmedAt }) => confirmedAt === null);
    if (!open) throw new RangeError(`${life.code} waits for no payment`);
    const paidOn = localDate(this.stage.clock.now());
    const reference = `NNS${String(230_000 + life.serial)}`;
    await this.payments.confirm(request(life.code, desk), open.id, { paidOn, reference });
  }

  private async grantExtraTime(life: Life, step: Step<'grant_extra_time'>): Promise<void> {
    const holder = this.holder(life);
    const by = step.grantedBy === 'specialist' ? holder : this.stage.staff.one(holder.unitCode, step.grantedBy);
    const { ground, amount } = step;
    const document = `Văn bản số ${String((life.serial % 200) + 1)}, kèm trong hồ sơ`;
    await this.extraTimes.grant(request(life.code, by), { ground, amount, document });
  }

  private async declareDelay(life: Life, step: Step<'declare_delay'>): Promise<void> {
    const { reason, fault, newDueAt } = step;
    const by = life.holder ?? this.desk(life);
    const { ending } = life.planned;
    const reasonKey = ending.kind === 'late' ? reasonKeyOf(ending.cause) : null;
    await this.delays.declare(request(life.code, by), { reason, sentence: null, reasonKey, fault, newDueAt });
    if (life.planned.lateReason !== null) await this.office.takeUpDeclared(life.code);
  }

  private desk({ planned, serial }: Life): Actor {
    return this.stage.staff.one(planned.unitCode, 'receiver', serial);
  }

  /** Whoever has the papers; the desk for an agency outside. */
  private holder(life: Life): Actor {
    return life.holder ?? this.desk(life);
  }
}

function isOutside(unitCode: string): boolean {
  return Object.values<string>(OUTSIDE).includes(unitCode);
}

function leaderOf({ planned }: Life): string {
  return planned.responsibleUnitCode === planned.unitCode ? planned.unitCode : TOWN;
}

function resultNumber(serial: number): string {
  return `${String(serial + 1)}/KQ`;
}
