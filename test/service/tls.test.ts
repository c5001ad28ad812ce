import { writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { join } from 'node:path'
import { connect } from 'node:tls'
import { describe, expect, test } from 'vitest'
import type { IssuedCertificates } from '../../src/practice/tls/issue-certificates.ts'
import { issueCertificates } from '../../src/practice/tls/issue-certificates.ts'
import { standardLimits } from '../../src/service/service-settings.ts'
import { startServer } from '../../src/service/start-server.ts'
import { systemClock } from '../support/system-clock.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const settings = {
  host: '127.0.0.1',
  port: 0,
  names: [],
  publicUrl: null,
  metricsToken: null,
  sources: [],
  limits: standardLimits,
}

const write = (folder: string, { cert, key }: IssuedCertificates) => {
  const files = { certificate: join(folder, 'service.pem'), key: join(folder, 'service.key') }
  writeFileSync(files.certificate, cert)
  writeFileSync(files.key, key)
  return files
}

const get = (address: string, ca: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const sent = request(`${address}/`, { ca, agent: false }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    })
    sent.on('error', reject)
    sent.end()
  })

describe('a service with a certificate', () => {
  test('is spoken to over TLS, and takes up a renewed certificate without a restart', async () => {
    const folder = temporaryFolder()
    const first = await issueCertificates(Date.now())
    const second = await issueCertificates(Date.now())
    const tls = write(folder, first)
    const server = await startServer({ ...settings, tls }, () => new Response('ok'), systemClock)

    const before = await get(server.address, first.ca)
    write(folder, second)
    await server.renew()
    const after = await get(server.address, second.ca)
    const old = await get(server.address, first.ca).catch(() => 'not trusted')
    await server.stop(1000)

    expect(server.address).toMatch(/^https:/)
    expect([before, after, old]).toEqual([200, 200, 'not trusted'])
  })

  test('speaks no TLS that is older than 1.2', async () => {
    const tls = write(temporaryFolder(), await issueCertificates(Date.now()))
    const server = await startServer({ ...settings, tls }, () => new Response('ok'), systemClock)
    const port = Number(new URL(server.address).port)

    const code = await new Promise((resolve) => {
      const options = { host: '127.0.0.1', port, rejectUnauthorized: false, ciphers: 'DEFAULT@SECLEVEL=0' } as const
      const socket = connect({ ...options, minVersion: 'TLSv1', maxVersion: 'TLSv1.1' }, () => resolve('connected'))
      socket.on('error', () => resolve('refused'))
    })
    await server.stop(1000)

    expect(code).toBe('refused')
  })

  test('does not begin without its files, or on a port that is taken', async () => {
    const folder = temporaryFolder()
    const missing = { certificate: join(folder, 'none.pem'), key: join(folder, 'none.key') }
    const taken = await startServer({ ...settings, tls: null }, () => new Response('ok'), systemClock)
    const port = Number(new URL(taken.address).port)

    const noFile = startServer({ ...settings, tls: missing }, () => new Response('ok'), systemClock)
    await expect(noFile).rejects.toMatchObject({ code: 'serve/bad-certificate' })
    writeFileSync(missing.certificate, 'no certificate')
    writeFileSync(missing.key, 'no key')
    const noPem = startServer({ ...settings, tls: missing }, () => new Response('ok'), systemClock)
    await expect(noPem).rejects.toMatchObject({ code: 'serve/bad-certificate' })
    const noPort = startServer({ ...settings, port, tls: null }, () => new Response('ok'), systemClock)
    await expect(noPort).rejects.toMatchObject({ code: 'serve/cannot-listen' })
    await taken.stop(1000)
  })
})
