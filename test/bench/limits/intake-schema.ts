const text = (minLength: number, maxLength: number): object => ({ type: 'string', minLength, maxLength });
const count = { type: 'integer', minimum: 0, maximum: 999 };
const phone = { type: 'string', pattern: '^0\\d{9,10}$' };

/** What ours demands of a new dossier, as Fastify compiles it. */
export const INTAKE_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  required: ['procedureCode', 'unitCode', 'channel', 'applicant'],
  properties: {
    procedureCode: text(1, 40),
    unitCode: text(1, 40),
    channel: { enum: ['counter', 'postal'] },
    instant: { type: 'boolean' },
    assisted: { type: 'boolean' },
    applicant: {
      type: 'object',
      additionalProperties: false,
      required: ['kind', 'name'],
      properties: {
        kind: { enum: ['person', 'organisation'] },
        name: text(2, 200),
        idNumber: { type: 'string', pattern: '^(?:\\d{12}|\\d{9}|[A-Z]\\d{7,8})$' },
        address: text(2, 300),
        phone,
        email: { type: 'string', maxLength: 254, pattern: '^[^@\\s]+@[^@\\s]+$' },
        contactBy: { type: 'array', maxItems: 8, items: text(1, 20) },
      },
    },
    submitter: {
      type: 'object',
      additionalProperties: false,
      required: ['name'],
      properties: { name: text(2, 200), phone, authorisation: { type: 'boolean' } },
    },
    summary: text(1, 500),
    copies: { type: 'integer', minimum: 1, maximum: 99 },
    documents: {
      type: 'array',
      maxItems: 40,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['name', 'originals', 'certified', 'copies'],
        properties: { name: text(1, 200), originals: count, certified: count, copies: count },
      },
    },
    resultVia: { enum: ['desk', 'postal', 'online'] },
  },
};
