import { Injectable } from '@nestjs/common';
import type { LetterFacts } from '../../domain/apology/letter-facts.js';
import { fileFault } from '../../dossiers/verify/file-fault.js';
import type { Fault, Report } from '../../dossiers/verify/finding.js';
import { FileStore } from '../../platform/files/file-store.js';
import { LetterSealsRepository, type NumberedLetter } from './letter-seals.repository.js';
import { LetterSealsService } from './letter-seals.service.js';

const PAGE = 200;

/** Are the letters what was numbered, are their papers in the store, and is the register without gaps? */
@Injectable()
export class LetterProofService {
  constructor(
    private readonly repository: LetterSealsRepository,
    private readonly seals: LetterSealsService,
    private readonly files: FileStore,
  ) {}

  /** @returns how many letters were looked at. Source: R37; acts.md, Letter */
  async prove(report: Report): Promise<number> {
    let [seen, afterId] = [0, ''];
    for (;;) {
      const page = await this.repository.page(afterId, PAGE);
      for (const letter of page) await this.proveLetter(letter, report);
      seen += page.length;
      const last = page.at(-1);
      if (!last || page.length < PAGE) break;
      afterId = last.id;
    }
    for (const { letterId, code } of await this.repository.forlorn()) {
      report({ dossier: code, table: 'letter', key: letterId, column: null, fault: 'missing' });
    }
    for (const { id, dossierCode, column } of await this.repository.contradictions()) {
      report({ dossier: dossierCode, table: 'obligation', key: id, column, fault: 'obligation' });
    }
    await this.proveRegisters(report);
    return seen;
  }

  private async proveLetter(letter: NumberedLetter, report: Report): Promise<void> {
    const say = (column: string, fault: Fault): void => {
      report({ dossier: letter.code, table: 'letter', key: letter.id, column, fault });
    };
    const facts = factsOf(letter);
    if (facts?.number !== letter.numberText) say('numberText', 'letter_number');
    if (facts?.date !== letter.letterDate) say('letterDate', 'letter_number');
    const held = this.seals.holds(letter);
    if (held?.facts === false) say('facts', 'letter_facts');
    if (held?.file === false) say('fileHash', 'file_changed');
    if (letter.fileHash === null || letter.forgotten) return;
    const fault = await fileFault(this.files, letter.fileHash);
    if (fault !== null) say('fileHash', fault);
  }

  /** A number our own register gave stands on a letter for ever, also on one that was voided. */
  private async proveRegisters(report: Report): Promise<void> {
    for (const { scope, value } of await this.repository.registers()) {
      const [, unitCode = '', year = ''] = scope.split(':');
      const letters = await this.repository.serials(unitCode, Number(year));
      const given = new Set(letters.map(({ serial }) => serial));
      // Ours steps over a number that was typed in from another register.
      const typed = letters.filter(({ serial }) => serial === null).map(({ text }) => Number.parseInt(text, 10));
      const onPaper = await this.repository.startsOf(unitCode, Number(year));
      for (let serial = 1; serial <= value; serial += 1) {
        if (given.has(serial) || typed.includes(serial)) continue;
        if (onPaper.some(({ after, next }) => serial > after && serial < next)) continue;
        report({
          dossier: null,
          table: 'letter',
          key: `${unitCode}/${year}/${String(serial)}`,
          column: 'numberSerial',
          fault: 'number_gap',
        });
      }
    }
  }
}

function factsOf({ facts }: NumberedLetter): LetterFacts | null {
  try {
    return JSON.parse(facts) as LetterFacts;
  } catch {
    return null;
  }
}
