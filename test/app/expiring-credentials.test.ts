import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { expiringCredentials } from '../../src/app/expiring-credentials.ts'
import { practiceConfig } from '../../src/config/practice-config.ts'
import { startPractice } from '../../src/practice/practice-servers.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const CLIENT = '11111111-2222-4333-8444-555555555555'

test('ends of certificates are read from their files, and those of secrets from joinery.yaml', async () => {
  const folder = temporaryFolder()
  const practice = await startPractice({ folder: null, people: 20 })
  await practice.stop()
  const file = join(folder, 'ca.pem')
  writeFileSync(file, practice.info.caPem)
  const config = practiceConfig(folder)
  const ad = {
    find: { servers: ['ldaps://dc1.corp.contoso.com'] },
    base: null,
    user: 'svc-joinery@corp.contoso.com',
    password: { env: 'AD_PASSWORD' },
    expires: '2027-06-30',
    ca: file,
    syncedOus: null,
  }
  const entra = { tenant: 'contoso.com', cloud: 'global', graph: null, authority: null } as const
  const secret = { kind: 'secret', client: CLIENT, secret: { env: 'APP' }, expires: '2027-01-31' } as const
  const certificate = { kind: 'certificate', client: CLIENT, certificate: file } as const

  const withSecret = await expiringCredentials({ ...config, ad, entra: { ...entra, credential: secret } })
  const withCertificate = await expiringCredentials({ ...config, entra: { ...entra, credential: certificate } })

  expect(withSecret.map(({ what, system }) => `${system}: ${what}`)).toEqual([
    'entra: secret that signs in to Entra',
    'ad: password of svc-joinery@corp.contoso.com',
    'ad: authority of the domain controllers (ca.pem)',
  ])
  expect(withSecret[1]?.at.slice(0, 7)).toMatch(/^2027-0[67]$/)
  expect(withCertificate).toMatchObject([{ system: 'entra', what: expect.stringContaining('ca.pem') }])
  expect(Date.parse(withCertificate[0]?.at ?? '')).toBeGreaterThan(Date.parse('2026-01-01'))
  const serve = { ...config.serve, tls: { certificate: file, key: file } }
  expect(await expiringCredentials({ ...config, serve })).toMatchObject([
    { system: 'service', what: 'certificate of joinery serve (ca.pem)' },
  ])
  expect(await expiringCredentials(config)).toEqual([])
})
