import type { Keys } from '../keys/keys.js';
import type { Carrier, CarrierLine, Delivery } from '../outbox/carrier.js';
import type { Message } from '../outbox/outbox.repository.js';
import type { Gateway, GatewayRequest } from './gateway.js';

/** Carries what was sealed for a line. Each request stands alone: nothing is kept open between them. */
export class GatewayCarrier implements Carrier {
  readonly cargo = 'sealed';

  constructor(
    private readonly gateway: Gateway,
    private readonly keys: Pick<Keys, 'decrypt'>,
  ) {}

  open(): Promise<CarrierLine> {
    return Promise.resolve({
      prepare: (message: Message): Promise<Delivery> => {
        if (message.sealed === null) return Promise.reject(new Error('nothing was sealed for the line'));
        const asked = JSON.parse(this.keys.decrypt(message.sealed)) as GatewayRequest;
        return Promise.resolve(async () => {
          const { id } = await this.gateway.send({ ...asked, requestId: message.id });
          return { answer: `line took it as ${id}`, lineId: id };
        });
      },
      close: () => undefined,
    });
  }
}
