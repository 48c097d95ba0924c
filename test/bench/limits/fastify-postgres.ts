import fastify from 'fastify';
import { settings } from './copies.js';
import { INTAKE_SCHEMA } from './intake-schema.js';
import { PostgresStore } from './postgres-store.js';

/** Bare Fastify on pg: who asks, is it a dossier, write its rows with one statement, read them with one and answer. */
const { specimens, database } = settings();
const { register } = specimens;
if (!register) throw new Error('no specimen of register');
const store = new PostgresStore(database, register);
const app = fastify();

app.get('/health/ready', () => 'ok');
app.post<{ Body: { procedureCode: string } }>(
  '/api/v1/dossiers',
  { schema: { body: INTAKE_SCHEMA } },
  async (request, reply) => {
    const key = String(request.headers['idempotency-key']);
    const roles = await store.roles(request.headers.authorization);
    if (roles?.includes('receiver') !== true) return reply.status(403).send();
    const code = await store.register(request.body.procedureCode, key);
    return reply.status(201).send(await store.record(code));
  },
);

console.log(await app.listen({ port: 0, host: '127.0.0.1' }));
