import { createApp } from '../app.js';
import { openPlatform } from '../boot.js';
import { demoConfig } from './config.js';
import { demoFolder } from './folder.js';
import { freePort } from './port.js';
import { DEMO_PASSWORD, SHOWN_USERNAMES, type Staff } from './staff.js';

/** Serves the finished year on the training clock until the process is told to stop. */
export async function serve(staff: Staff): Promise<void> {
  const asked = demoConfig(demoFolder);
  const port = await freePort(asked.PORT, asked.HOST);
  const settings = { PORT: String(port), PUBLIC_URL: `http://localhost:${port}` };
  const platform = await openPlatform(demoConfig(demoFolder, settings));
  const app = await createApp(platform);
  await app.listen(port, asked.HOST);
  process.stdout.write(welcome(await app.getUrl(), staff));
  let stopping: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    await app.close();
    await platform.database.close();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      stopping ??= stop().catch((error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
        process.exitCode = 1;
      });
    });
  }
}

/** Where it is, who may log in, where mails go, how to begin again: Vietnamese first. */
export function welcome(address: string, staff: Staff): string {
  const rows = SHOWN_USERNAMES.map(([username, does]) => {
    const roles = staff.people.find((person) => person.username === username)?.roles.join(', ') ?? '';
    return `  ${username.padEnd(18)} ${roles.padEnd(24)} ${does}`;
  });
  return [
    '',
    'Đúng Hẹn: dữ liệu minh họa, mọi người và số điện thoại đều là hư cấu / invented data, invented people',
    `  ${address}`,
    `  Thư điện tử không gửi ra ngoài, đọc tại / mails stay here: ${address}/mailbox`,
    '',
    `  Mật khẩu chung / everybody's password: ${DEMO_PASSWORD}`,
    `  ${'Tên đăng nhập'.padEnd(18)} ${'Vai trò'.padEnd(24)} Người này làm gì`,
    ...rows,
    '  Các phường, xã và phòng khác cũng theo mẫu trên / the others follow the same pattern: xuanloc.motcua, tckh.lanhdao …',
    '',
    '  Đồng hồ tập huấn bắt đầu lúc 08:00 ngày 15/12/2023 / the training clock starts there at every start',
    '  Làm lại từ đầu / start afresh: npm run demo -- --fresh      Dừng / stop: Ctrl+C',
    '',
  ].join('\n');
}
