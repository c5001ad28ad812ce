import { expect, test } from 'vitest'
import { parseServer } from '../../src/ad/server-address.ts'

test.each([
  ['ldaps://dc1.corp.contoso.com', 'dc1.corp.contoso.com', 636, 'ldaps://dc1.corp.contoso.com'],
  ['LDAPS://dc1.corp.contoso.com:1636/', 'dc1.corp.contoso.com', 1636, 'ldaps://dc1.corp.contoso.com:1636'],
  ['ldaps://[2001:db8::1]', '2001:db8::1', 636, 'ldaps://[2001:db8::1]'],
])('%s is host %s and port %i', (url, host, port, shown) => {
  expect(parseServer(url)).toEqual({ host, port, url: shown })
})
