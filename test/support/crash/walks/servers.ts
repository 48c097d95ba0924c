import { startGatewayServer, type GatewayServer } from '../../gateway-server.js';
import { startMailServer, type MailServer } from '../../mail-server.js';

/** The other side of every line, as real as a test can have it. */
export interface Servers {
  readonly mail: MailServer;
  readonly gateway: GatewayServer;
  readonly config: Readonly<Record<string, string>>;
  /** takes everything, and has received nothing */
  reset(): void;
  /** ids of what was received, one entry a time */
  received(): string[];
  close(): Promise<void>;
}

export async function startServers(): Promise<Servers> {
  const [mail, gateway] = [await startMailServer(), await startGatewayServer()];
  return {
    mail,
    gateway,
    config: {
      SMTP_URL: mail.url,
      GATEWAY_URL: gateway.url,
      GATEWAY_KEY: 'a secret of at least thirty-two characters',
    },
    reset: () => {
      mail.received.length = 0;
      gateway.received.length = 0;
      mail.refuse = null;
      gateway.manner = 'take';
    },
    received: () => [
      ...mail.received.map(({ messageId }) => messageId),
      ...gateway.received.map(({ requestId }) => requestId),
    ],
    close: async () => {
      await Promise.all([mail.close(), gateway.close()]);
    },
  };
}
