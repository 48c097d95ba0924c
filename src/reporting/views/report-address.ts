/** Pages of reports whose whole question stands in the address; nobody's name or number is ever part of one. */
export const REPORT_ADDRESS =
  /^\/reports\/(?:on-time|ii06|narrative|stages|online|desk-evaluation)(?:\?[A-Za-z0-9=&.%+_-]{0,440})?$/;
