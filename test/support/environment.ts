/** Column decorators read the engine once: it is decided before any entity loads. */
const postgres = process.env['TEST_POSTGRES_URL'];
if (postgres) process.env['DATABASE_URL'] = postgres;
else delete process.env['DATABASE_URL'];

process.env['NODE_ENV'] = 'test';
