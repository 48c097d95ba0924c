import { Injectable } from '@nestjs/common';
import { PdfRenderer } from '../../platform/pdf/pdf-renderer.js';
import { WATERMARK } from '../../platform/templates/paper.js';
import type { OutsideRequestFacts } from './outside-request.view.js';

/** Puts the request on A4. */
@Injectable()
export class OutsidePress {
  constructor(private readonly pdf: PdfRenderer) {}

  print(html: string, { code, agency, acceptedAt, illustration }: OutsideRequestFacts): Promise<Buffer> {
    return this.pdf.render(html, {
      title: `Đề nghị xin lỗi, hồ sơ ${code}`,
      author: agency.letterheadAgency,
      date: acceptedAt,
      size: 'a4',
      watermark: illustration ? WATERMARK : null,
    });
  }
}
