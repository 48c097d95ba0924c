import type { INestApplicationContext } from '@nestjs/common';
import type { Actor } from '../domain/accounts/roles.js';
import { SupplementsService } from '../dossiers/clock/supplements.service.js';
import { FilingsService } from '../dossiers/filings/filings.service.js';
import { IntakeService, type Intake } from '../dossiers/intake/intake.service.js';
import { CorrectionsService } from '../dossiers/receipt-changes/corrections.service.js';
import { VoidsService } from '../dossiers/receipt-changes/voids.service.js';
import { request, type Life, type Stage } from './life.js';
import type { PlannedFiling } from './plan-filing.js';
import { bornAt } from './plan-receive.js';
import type { ReceiptChange } from './plan-troubles.js';
import { MISSING_PAPERS } from './reasons.js';
import { TOWN } from './town.js';

/** How dossiers come in: over the counter, online, from a paper book; and what is put right about a receipt. */
export class Births {
  private readonly intake: IntakeService;
  private readonly filings: FilingsService;
  private readonly supplements: SupplementsService;
  private readonly corrections: CorrectionsService;
  private readonly voids: VoidsService;

  /** @param accepted called once a dossier has its promise */
  constructor(
    app: INestApplicationContext,
    private readonly stage: Stage,
    private readonly accepted: (life: Life) => void,
  ) {
    this.intake = app.get(IntakeService, { strict: false });
    this.filings = app.get(FilingsService, { strict: false });
    this.supplements = app.get(SupplementsService, { strict: false });
    this.corrections = app.get(CorrectionsService, { strict: false });
    this.voids = app.get(VoidsService, { strict: false });
  }

  expect(life: Life): void {
    const { agenda } = this.stage;
    const { planned } = life;
    const { filing, paper, receiptChange } = planned;
    if (filing) agenda.add(filing.at, () => this.file(life, filing));
    else if (receiptChange?.kind === 'replaced')
      agenda.add(receiptChange.wrongAt, () => this.mistake(life, receiptChange));
    else agenda.add(paper?.enteredAt ?? bornAt(planned), () => this.receive(life, null));
  }

  private async receive(life: Life, replacesCode: string | null): Promise<void> {
    const { planned } = life;
    const { receiptChange, paper } = planned;
    const procedureCode = receiptChange?.kind === 'wrong_procedure' ? receiptChange.wrongCode : planned.procedureCode;
    const receiver = this.receiver(life);
    const written = paper
      ? { acceptedAt: planned.at, paperBook: { book: paper.book, serial: paper.serial, dueAt: paper.dueAt } }
      : {};
    life.code = await this.register({ ...intakeOf(life), procedureCode, replacesCode, ...written }, receiver);
    life.holder = receiver;
    this.stage.tally.dossiers += 1;
    this.planCorrection(life);
    this.accepted(life);
  }

  private planCorrection(life: Life): void {
    const { receiptChange: change } = life.planned;
    if (change === null || change.kind === 'replaced') return;
    const { agenda } = this.stage;
    agenda.add(change.proposedAt, () => this.propose(life, change));
    agenda.add(change.confirmedAt, () => this.confirm(life));
  }

  private async propose({ code, planned, holder }: Life, change: ReceiptChange): Promise<void> {
    const by = holder ?? this.stage.staff.one(planned.unitCode, 'receiver');
    const wrong = change.kind === 'wrong_procedure';
    const right = wrong ? { procedureCode: planned.procedureCode } : { copies: planned.copies + 1 };
    const reason = wrong ? 'Chọn nhầm thủ tục trong danh mục' : 'Ghi thiếu số bản trên giấy tiếp nhận';
    await this.corrections.propose(request(code, by), right, reason);
    this.stage.tally.acts += 1;
  }

  /** By somebody else of the desk. */
  private async confirm({ code, planned, serial }: Life): Promise<void> {
    const { staff, tally } = this.stage;
    const { unitCode } = planned;
    const by = unitCode === TOWN ? staff.one(TOWN, 'receiver', serial + 1) : staff.one(unitCode, 'desk_head');
    const waiting = (await this.corrections.list(code, by)).find(({ confirmedAt }) => confirmedAt === null);
    if (!waiting) throw new RangeError(`no correction of ${code} waits`);
    await this.corrections.confirm(request(code, by), waiting.id);
    tally.acts += 1;
  }

  /** A receipt that should not have been, its end, and the one that stands for it. */
  private async mistake(life: Life, change: Extract<ReceiptChange, { kind: 'replaced' }>): Promise<void> {
    const { agenda, staff, tally } = this.stage;
    const receiver = this.receiver(life);
    const wrong = await this.register(intakeOf(life), receiver);
    agenda.add(change.voidedAt, async () => {
      const by = change.byHead ? staff.one(life.planned.unitCode, 'desk_head') : receiver;
      await this.voids.void(request(wrong, by), 'Ghi nhầm người đứng tên hồ sơ, đã tiếp nhận lại');
      tally.acts += 1;
    });
    agenda.add(life.planned.at, () => this.receive(life, wrong));
  }

  private async file(life: Life, filing: PlannedFiling): Promise<void> {
    const { agenda, tally } = this.stage;
    life.code = await this.register({ ...intakeOf(life), assisted: filing.assisted }, this.receiver(life));
    tally.dossiers += 1;
    if (filing.question) {
      const { askedAt, broughtAt } = filing.question;
      agenda.add(askedAt, () => this.askFirst(life));
      if (broughtAt !== null) agenda.add(broughtAt, () => this.bring(life));
    }
    agenda.add(filing.answeredAt, () => this.answer(life, filing));
  }

  private async askFirst(life: Life): Promise<void> {
    const [item, reason] = MISSING_PAPERS[life.serial % MISSING_PAPERS.length] ?? ['', ''];
    const question = { items: [item], reason, receiversFault: null, overrideReason: null };
    await this.supplements.ask(request(life.code, this.receiver(life)), question);
    this.stage.tally.acts += 1;
  }

  private async bring(life: Life): Promise<void> {
    await this.supplements.receive(request(life.code, this.receiver(life)), ['Đã bổ sung đủ theo yêu cầu']);
    this.stage.tally.acts += 1;
  }

  private async answer(life: Life, { answer }: PlannedFiling): Promise<void> {
    const receiver = this.receiver(life);
    this.stage.tally.acts += 1;
    if (answer === 'rejected') {
      await this.filings.reject(request(life.code, receiver), life.planned.why ?? '');
      return;
    }
    await this.filings.accept(request(life.code, receiver));
    life.holder = receiver;
    this.accepted(life);
  }

  private async register(intake: Intake, by: Actor): Promise<string> {
    const { resource } = await this.intake.register(intake, by, null);
    this.stage.tally.acts += 1;
    return resource;
  }

  private receiver({ planned, serial }: Life): Actor {
    return this.stage.staff.one(planned.unitCode, 'receiver', serial);
  }
}

function intakeOf({ planned }: Life): Intake {
  const { procedureCode, unitCode, channel, instant, applicant, submitter, summary, copies, resultVia } = planned;
  const said = { procedureCode, unitCode, channel, instant, applicant, submitter, summary, copies, resultVia };
  return { ...said, assisted: false, documents: [] };
}
