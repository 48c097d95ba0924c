import { expect, test } from '@jest/globals';
import { passwordFault } from '../../../../src/domain/accounts/password.js';

test.each`
  password               | username     | fault
  ${'1234567'}           | ${'binh.tt'} | ${'too_short'}
  ${'x'.repeat(129)}     | ${'binh.tt'} | ${'too_long'}
  ${'12345678'}          | ${'binh.tt'} | ${'common'}
  ${'01/01/1990'}        | ${'binh.tt'} | ${null}
  ${'01011990'}          | ${'binh.tt'} | ${'common'}
  ${'0905123456'}        | ${'binh.tt'} | ${'common'}
  ${'054190001234'}      | ${'binh.tt'} | ${'common'}
  ${'7391846205173'}     | ${'binh.tt'} | ${null}
  ${'aaaaaaaaaa'}        | ${'binh.tt'} | ${'common'}
  ${'Password1!'}        | ${'binh.tt'} | ${'common'}
  ${'MatKhau@123'}       | ${'binh.tt'} | ${'common'}
  ${'songcau2023'}       | ${'binh.tt'} | ${'common'}
  ${'binh.tt@2023'}      | ${'binh.tt'} | ${'username'}
  ${'xin-chao-binh.tt'}  | ${'binh.tt'} | ${'username'}
  ${'con trau anh hung'} | ${'anh'}     | ${null}
  ${'anh12345'}          | ${'anh'}     | ${'username'}
  ${'trâu đen ăn cỏ'}    | ${'binh.tt'} | ${null}
`('$password for $username: $fault', ({ password, username, fault }) => {
  expect(passwordFault(String(password), String(username))).toBe(fault);
});
