import { Logger } from '@nestjs/common';
import { expect, it } from '@jest/globals';
import { Kicked } from '../../../../src/platform/jobs/kicked.js';

it('runs once at a time, and once more for whatever was asked meanwhile', async () => {
  const log = new Logger('test');
  const turns: (() => void)[] = [];
  let [begun, beside] = [0, 0];
  const work = new Kicked(async () => {
    begun += 1;
    beside += 1;
    expect(beside).toBe(1);
    await new Promise<void>((resolve) => turns.push(resolve));
    beside -= 1;
  }, log);
  work.kick();
  work.kick();
  work.kick();
  expect(begun).toBe(1);
  turns.shift()?.();
  await new Promise(setImmediate);
  expect(begun).toBe(2);
  turns.shift()?.();
  await new Promise(setImmediate);
  expect(begun).toBe(2);
  work.kick();
  expect(begun).toBe(3);
  turns.shift()?.();
});
