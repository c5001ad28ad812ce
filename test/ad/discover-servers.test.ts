import { expect, test } from 'vitest'
import { discoverServers, type SrvRecord } from '../../src/ad/discover-servers.ts'
import { Fault } from '../../src/model/fault.ts'

const record = (name: string, priority: number, weight: number): SrvRecord => ({ name, port: 389, priority, weight })

test('domain controllers come in the order of priority, weight and name, on the port with encryption', async () => {
  const asked: string[] = []
  const servers = await discoverServers('corp.contoso.com', async (name) => {
    asked.push(name)
    return [
      record('dc4.corp.contoso.com', 10, 0),
      record('dc3.corp.contoso.com', 0, 50),
      record('dc2.corp.contoso.com.', 0, 100),
      record('dc1.corp.contoso.com', 0, 50),
    ]
  })

  expect(asked).toEqual(['_ldap._tcp.dc._msdcs.corp.contoso.com'])
  expect(servers).toEqual(['dc2', 'dc1', 'dc3', 'dc4'].map((name) => `ldaps://${name}.corp.contoso.com:636`))
})

test('no domain controllers, or no DNS, is a fault that names what was asked', async () => {
  const empty = await discoverServers('contoso.com', async () => []).catch((error: unknown) => error)
  const failed = await discoverServers('contoso.com', async () => {
    throw new Error('querySrv ENOTFOUND')
  }).catch((error: unknown) => error)

  for (const fault of [empty, failed]) {
    expect(fault).toBeInstanceOf(Fault)
    expect(fault).toMatchObject({ code: 'ad/no-servers', category: 'unreachable' })
  }
  expect((failed as Fault).message).toContain('ENOTFOUND')
})
