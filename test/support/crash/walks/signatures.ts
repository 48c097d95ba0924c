import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LetterWays } from '../../../../src/apologies/delivery/letter-ways.service.js';
import { LineReports } from '../../../../src/apologies/delivery/line-reports.service.js';
import { LetterSignatures } from '../../../../src/apologies/signatures/letter-signatures.service.js';
import { SigningKeys } from '../../../../src/apologies/signatures/signing-keys.service.js';
import { AppConfig } from '../../../../src/platform/config/app-config.js';
import { OutboxRepository } from '../../../../src/platform/outbox/outbox.repository.js';
import { OutboxService } from '../../../../src/platform/outbox/outbox.service.js';
import { openKeyFile } from '../../../../src/platform/signatures/key-file.js';
import { signPdf } from '../../../../src/platform/signatures/sign-pdf.js';
import { lateLetters } from '../../late-letters.js';
import { authority, certificate, keyFile } from '../../signatures.js';
import type { Service } from '../service.js';
import { decideSigning, issue, keyOf, letterOf, person, type Walk } from './walk.js';
import { lineTemplates } from './ways.js';

const PASSWORD = 'con dấu';
const ELSEWHERE = 'leader.p12';

/** Two letters with electronic signatures, one made here and one elsewhere: numbered, signed, issued, sent by Zalo, heard of. */
export const signaturesWalk: Walk = {
  prepare: async (world) => {
    const ca = authority();
    const { DATA_DIR } = world.platform.config;
    mkdirSync(join(DATA_DIR, 'trusted-authorities'), { recursive: true });
    writeFileSync(join(DATA_DIR, 'trusted-authorities', 'ca.pem'), ca.pem);
    const leader = certificate({ name: 'Phan Thị Phượng', issuer: ca });
    writeFileSync(join(DATA_DIR, ELSEWHERE), keyFile(leader, PASSWORD));
    await decideSigning(world, 'electronic');
    await lineTemplates(world);
    const admin = { username: 'admin', fullName: 'admin', unitCode: 'H45.20', roles: ['admin'] } as const;
    const seal = keyFile(certificate({ name: 'Phòng Quản lý đô thị', issuer: ca }), PASSWORD);
    await world.get(SigningKeys, { strict: false }).add(admin, 'H45.20.05', { file: seal, password: PASSWORD });
    return (await lateLetters(world, 2, () => ({ contactBy: ['zalo'] }))).map(({ id }) => id);
  },
  walk: async (service, [here, elsewhere]) => {
    const { get } = service;
    const [signer, clerk] = [await person(service, 'qldt.leader'), await person(service, 'qldt.clerk')];
    await get(LetterSignatures).resume();
    await issue(service, [here!, elsewhere!], signer, clerk);
    if ((await letterOf(service, here!)).state !== 'issued') {
      const [key] = await get(SigningKeys).of('H45.20.05');
      const request = { keyId: key!.id, password: PASSWORD };
      await get(LetterSignatures).sign(here!, request, signer, keyOf(service, signer, 'sign'));
    }
    if ((await letterOf(service, elsewhere!)).state !== 'issued') {
      const { paper } = await get(LetterSignatures).paper(elsewhere!, clerk);
      await get(LetterSignatures).take(
        elsewhere!,
        await signed(service, paper),
        clerk,
        keyOf(service, clerk, 'upload'),
      );
    }
    await get(OutboxService).flush();
    for (const { id, state } of await get(OutboxRepository).about(service.database, [here!, elsewhere!])) {
      if (state === 'sent') await get(LineReports).note(id, 'delivered', null);
    }
    await get(LetterWays).advance();
  },
};

async function signed(service: Service, paper: Buffer): Promise<Buffer> {
  const { readFile } = await import('node:fs/promises');
  const key = await openKeyFile(await readFile(join(service.get(AppConfig).DATA_DIR, ELSEWHERE)), PASSWORD);
  return signPdf(paper, key, { signer: 'Phan Thị Phượng', reason: 'ký', at: service.clock.now() });
}
