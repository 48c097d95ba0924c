import fastify from 'fastify';
import { settings } from './copies.js';
import { INTAKE_SCHEMA } from './intake-schema.js';
import { SqliteStore } from './sqlite-store.js';

/** Bare Fastify on better-sqlite3: who asks, is it a dossier, write its rows with one flush, read them and answer. */
const { specimens, database } = settings();
const store = new SqliteStore(database, specimens);
const app = fastify();

app.get('/health/ready', () => 'ok');
app.post<{ Body: { procedureCode: string } }>(
  '/api/v1/dossiers',
  { schema: { body: INTAKE_SCHEMA } },
  (request, reply) => {
    const roles = store.roles(request.headers.authorization);
    if (roles?.includes('receiver') !== true) return reply.status(403).send();
    const code = store.register(request.body.procedureCode, String(request.headers['idempotency-key']));
    return reply.status(201).send(store.record('register', code));
  },
);

console.log(await app.listen({ port: 0, host: '127.0.0.1' }));
