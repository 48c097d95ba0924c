import { Inject, Injectable } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { FileStore } from '../files/file-store.js';
import { GatewayCarrier } from '../gateway/gateway-carrier.js';
import { GATEWAY, type Gateway } from '../gateway/gateway.js';
import { Keys } from '../keys/keys.js';
import { MailCarrier } from '../mail/mail-carrier.js';
import { MAIL_TRANSPORT, type MailTransport } from '../mail/mail-transport.js';
import type { Carrier } from './carrier.js';

/** Everybody who carries messages out of this house. */
@Injectable()
export class Carriers {
  readonly all: readonly Carrier[];

  constructor(
    @Inject(MAIL_TRANSPORT) transport: MailTransport,
    @Inject(GATEWAY) gateway: Gateway | null,
    config: AppConfig,
    files: FileStore,
    keys: Keys,
  ) {
    const mails = new MailCarrier(transport, config, files, keys);
    this.all = gateway === null ? [mails] : [mails, new GatewayCarrier(gateway, keys)];
  }
}
