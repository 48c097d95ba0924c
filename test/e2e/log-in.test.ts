import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.js';

describe('signing in', () => {
  let world: TestApp;
  beforeAll(async () => {
    world = await startTestApp();
  });
  afterAll(() => world.close());

  it('gives programs a token', async () => {
    const agent = await world.as('receiver');
    expect((await agent.get('/api/v1/me')).json()).toEqual({});
  });
  it('page', async () => {
    const b = await world.browse('receiver');
    expect((await b.get('/log-in')).body).toBe('');
  });
});
