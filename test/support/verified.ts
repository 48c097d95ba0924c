import { LetterProofService } from '../../src/apologies/proof/letter-proof.service.js';
import { ListsService } from '../../src/dossiers/search/lists.service.js';
import { findingText, type Finding } from '../../src/dossiers/verify/finding.js';
import { RowProofService } from '../../src/dossiers/verify/row-proof.service.js';
import { SealsProofService } from '../../src/dossiers/verify/seals-proof.service.js';
import { SealsService } from '../../src/dossiers/verify/seals.service.js';
import { VerifyService } from '../../src/dossiers/verify/verify.service.js';
import { LetterSealsService } from '../../src/apologies/proof/letter-seals.service.js';
import type { TestApp } from './app.js';

type World = Pick<TestApp, 'get'>;

/** What it would name of dossiers alone, which is much faster. */
export async function historiesVerified(test: World): Promise<string[]> {
  const found: Finding[] = [];
  await test.get(VerifyService, { strict: false }).prove((finding) => void found.push(finding));
  return found.map(findingText);
}

/** Everything the command `verify` would name, in its own words. */
export async function verified(test: World): Promise<string[]> {
  return (await findings(test)).map(findingText);
}

async function findings(test: World): Promise<Finding[]> {
  const found: Finding[] = [];
  const report = (finding: Finding): void => void found.push(finding);
  await test.get(VerifyService, { strict: false }).prove(report);
  await test.get(SealsProofService, { strict: false }).prove(report);
  await test.get(LetterProofService, { strict: false }).prove(report);
  await test.get(RowProofService, { strict: false }).prove(report);
  await test.get(ListsService, { strict: false }).check(({ row, code }) => {
    report({ dossier: code, table: row.table, key: null, column: null, fault: 'listed' });
  });
  return found;
}

/** What the job does every few minutes. */
export async function sealed(test: World): Promise<void> {
  await test.get(SealsService, { strict: false }).seal();
  await test.get(LetterSealsService, { strict: false }).seal();
}
