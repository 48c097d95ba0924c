import { Injectable } from '@nestjs/common';
import type { LetterFacts, LetterWording } from '../../domain/apology/letter-facts.js';
import type { Letter } from '../../domain/apology/letter.js';
import type { Instant } from '../../domain/time/instant.js';
import { localDate } from '../../domain/time/plain-date.js';
import { WordingsService } from '../../wordings/wordings.service.js';
import { LetterMarks } from '../authenticity/letter-marks.js';
import { letterKind } from './letter-body.js';

/** What a letter carries besides its facts: its words, its mark, and whether it is an example. */
@Injectable()
export class LetterFrames {
  constructor(
    private readonly marks: LetterMarks,
    private readonly wordings: WordingsService,
  ) {}

  /** @param at as of when the words are asked for: the day of the letter */
  async of(
    letter: Letter,
    bare: Omit<LetterFacts, 'illustration'>,
    procedureCode: string,
    at: Instant,
  ): Promise<LetterFacts> {
    const facts: LetterFacts = { ...bare, ...this.marks.on(letter.id) };
    return { ...facts, wording: await this.wording(facts, letter.unitCode, procedureCode, at) };
  }

  private async wording(
    facts: LetterFacts,
    unitCode: string,
    procedureCode: string,
    at: Instant,
  ): Promise<LetterWording> {
    const kind = letterKind(facts);
    const { source, version } = await this.wordings.inForce(kind, unitCode, localDate(at), procedureCode);
    return { kind, source, versionId: version?.id ?? null, unitCode };
  }
}
