import { X509Certificate } from 'node:crypto'
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { practiceCertificates } from '../../src/practice/tls/practice-authority.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const DAY = 86_400_000
const today = { now: () => Date.parse('2026-12-01T08:00:00Z') }

describe('the certificates of the practice servers', () => {
  test('name this machine and are signed by their own authority', async () => {
    const { caPem, cert, caFile } = await practiceCertificates(null, today)
    const [ca, server] = [new X509Certificate(caPem), new X509Certificate(cert)]

    expect(server.subjectAltName).toBe('DNS:localhost, IP Address:127.0.0.1')
    expect([server.verify(ca.publicKey), ca.ca, server.ca]).toEqual([true, true, false])
    expect(caFile).toBeNull()
  })

  test('are kept, for their owner alone', async () => {
    const folder = temporaryFolder()
    const first = await practiceCertificates(folder, today)

    expect(await practiceCertificates(folder, today)).toEqual(first)
    expect(first.caFile).toBe(join(folder, 'tls', 'ca.pem'))
    expect(readFileSync(first.caFile ?? '', 'utf8')).toBe(first.caPem)
    expect(statSync(join(folder, 'tls')).mode & 0o777).toBe(0o700)
    for (const file of ['ca.pem', 'server.pem', 'server-key.pem'])
      expect(statSync(join(folder, 'tls', file)).mode & 0o777).toBe(0o600)
  })

  test('are made anew a month before they end, and when they are damaged or incomplete', async () => {
    const folder = temporaryFolder()
    const first = await practiceCertificates(folder, today)
    const later = (days: number) => practiceCertificates(folder, { now: () => today.now() + days * DAY })

    expect((await later(700)).cert).toBe(first.cert)
    const second = await later(800)
    expect(second.cert).not.toBe(first.cert)
    writeFileSync(join(folder, 'tls', 'server.pem'), 'nonsense')
    const third = await later(800)
    expect(third.cert).not.toBe(second.cert)
    rmSync(join(folder, 'tls', 'server-key.pem'))
    expect((await later(800)).key).not.toBe(third.key)
  })
})
