import { expect, test } from 'vitest'
import { refuseNodeDebug } from '../../src/config/refuse-node-debug.ts'

test.each(['ldapts', 'http', 'tls', '*', 'HTTPS', 'fs,ldapts', 'ldap*', 'fs, net', 'undici', 'h*2'])(
  'NODE_DEBUG=%s is refused as a wrong use',
  (value) => {
    const fault = refuseNodeDebug({ NODE_DEBUG: value })

    expect([fault?.code, fault?.category]).toEqual(['config/node-debug', 'usage'])
    expect(fault?.message).toContain(value)
    expect(fault?.hint).toContain('--log-level debug')
  },
)

test.each([undefined, '', 'fs', 'timer,module', 'ldapt', 'nothttp'])('NODE_DEBUG=%s prints no secret', (value) => {
  expect(refuseNodeDebug({ NODE_DEBUG: value })).toBeUndefined()
})
