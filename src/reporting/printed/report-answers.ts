import type { FastifyReply } from 'fastify';
import { download, PDF, XLSX } from '../../platform/web/download.js';
import type { PrintedReport } from './printed-report.js';
import type { ReportPress } from './report-press.service.js';

export async function sendXlsx(reply: FastifyReply, report: PrintedReport, press: ReportPress): Promise<void> {
  await download(reply, XLSX, `${report.file}.xlsx`).send(await press.xlsx(report));
}

export async function sendPdf(reply: FastifyReply, report: PrintedReport, press: ReportPress): Promise<void> {
  await download(reply, PDF, `${report.file}.pdf`).send(await press.pdf(report));
}
