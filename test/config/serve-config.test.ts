import { describe, expect, test } from 'vitest'
import { loadConfig } from '../../src/config/load-config.ts'
import { messages, value } from '../support/checked.ts'

const load = (serve: string) =>
  loadConfig(
    [
      'organisation: { name: Contoso, mode: ad, mailDomain: contoso.com }',
      'ad: practice',
      'feeds: { hr: { map: ./hr.yaml }, payroll: {} }',
      `serve: ${serve}`,
      '',
    ].join('\n'),
    '/etc/joinery/joinery.yaml',
  )

describe('serve: in joinery.yaml', () => {
  test('says how the service listens and how sources prove who they are', () => {
    const { serve } = value(
      load(
        `{ host: 10.0.0.5, port: 8443, tls: { certificate: ./j.pem, key: ./j.key }, publicUrl: "https://joinery.contoso.com/", every: 30s, metrics: { token: { env: M } },
           sources: { payroll: { hmac: { secret: { file: ./p.key }, header: X-Hub-Signature, windowSeconds: 60 } }, hr: { token: { env: HR_TOKEN }, perMinute: 5 } } }`,
      ),
    )

    expect(serve).toEqual({
      host: '10.0.0.5',
      port: 8443,
      tls: { certificate: '/etc/joinery/j.pem', key: '/etc/joinery/j.key' },
      names: ['joinery.contoso.com'],
      publicUrl: 'https://joinery.contoso.com',
      everyMs: 30_000,
      schedule: true,
      metricsToken: { env: 'M' },
      sources: [
        { name: 'hr', accepts: ['hooks', 'scim'], perMinute: 5, proof: { kind: 'token', token: { env: 'HR_TOKEN' } } },
        {
          name: 'payroll',
          accepts: ['hooks'],
          perMinute: 120,
          proof: {
            kind: 'hmac',
            secret: { file: '/etc/joinery/p.key' },
            header: 'x-hub-signature',
            timestampHeader: 'x-timestamp',
            windowMs: 60_000,
          },
        },
      ],
    })
  })

  test.each([
    [
      'a token in clear text',
      '{ sources: { hr: { token: opensesame } } }',
      'a secret may not stand in the file itself',
    ],
    ['an open port without encryption', '{ host: 0.0.0.0, names: [joinery.contoso.com] }', 'would not be encrypted'],
    ['an open port without a name', '{ host: 0.0.0.0, proxy: true }', 'under which name others reach it'],
    ['a source without a feed', '{ sources: { hrr: { token: { env: T } } } }', 'no feed has this name'],
    ['a source without a proof', '{ sources: { hr: {} } }', 'how the source proves who it is'],
    [
      'a source with two proofs',
      '{ sources: { hr: { token: { env: T }, hmac: { secret: { env: S } } } } }',
      'token and hmac cannot stand together',
    ],
    [
      'signed SCIM',
      '{ sources: { hr: { hmac: { secret: { env: S } }, accepts: [scim] } } }',
      'SCIM has no signed requests',
    ],
    ['a window of an hour', '{ sources: { hr: { hmac: { secret: { env: S }, windowSeconds: 3600 } } } }', '900'],
    ['an unknown key', '{ prot: 7300 }', 'prot'],
  ])('%s is refused', (_what, serve, said) => {
    expect(messages(load(serve)).join('\n')).toContain(said)
  })
})
