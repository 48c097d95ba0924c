import { LettersRepository } from '../../src/apologies/letters.repository.js';
import { SignedFiles } from '../../src/apologies/signatures/signed-files.service.js';
import { SigningKeys } from '../../src/apologies/signatures/signing-keys.service.js';
import { keepReturn } from '../../src/apologies/signing/letter-returns.js';
import { AccountsService } from '../../src/accounts/accounts.service.js';
import type { Actor } from '../../src/domain/accounts/roles.js';
import { instant } from '../../src/domain/time/instant.js';
import type { TestApp } from './app.js';
import { authority, certificate, keyFile } from './signatures.js';

/** What stands of signing beside a letter: sent back, its paper, a key of the unit, and a signature. */
export async function signedElectronically(world: TestApp): Promise<void> {
  const at = world.clock.now();
  const letters = world.get(LettersRepository, { strict: false });
  const by: Actor = await world.get(AccountsService, { strict: false }).actor('leader');
  const admin = await world.get(AccountsService, { strict: false }).actor('admin');
  const [row] = await world.database.query<{ id: string }>(
    'SELECT "id" FROM "letter" WHERE "fileHash" IS NOT NULL ORDER BY "id"',
  );
  const letter = await letters.byId(world.database, row?.id ?? '');
  const seal = certificate({ name: 'UBND thị xã Sông Cầu', issuer: authority() });
  await world
    .get(SigningKeys, { strict: false })
    .add(admin, 'H45.20', { file: keyFile(seal, 'con dấu'), password: 'con dấu' });
  const facts = { signer: 'UBND thị xã Sông Cầu', issuer: 'CA thử nghiệm', serial: '1001', format: 'CMS' } as const;
  const days = { validFrom: instant('2023-01-01T00:00:00Z'), validTo: instant('2023-12-31T00:00:00Z') };
  await world
    .get(SignedFiles, { strict: false })
    .keep(letter.id, Buffer.from('%PDF-1.7 đã ký'), [{ ...facts, ...days, claimedAt: at, trusted: true }], {
      way: 'elsewhere',
      by,
    });
  await world.transactor.run(async (tx) => {
    await letters.keepPaper(tx, letter.id, letter.fileHash ?? '', at);
    await keepReturn(tx, letter, { id: 'returned', comment: 'Nêu rõ lý do chậm.', at, by: by.username });
  });
}
