import { describe, expect, test } from 'vitest'
import { loadConfig } from '../../src/config/load-config.ts'
import { plainServe } from '../../src/config/serve-config.ts'
import { findings, messages, value } from '../support/checked.ts'
import { hostileRows } from '../support/hostile-rows.ts'

const FILE = '/etc/joinery/joinery.yaml'
const load = (text: string) => loadConfig(text, FILE)

const whole = `
organisation: { name: Contoso, mode: hybrid, mailDomain: contoso.com }
ad:
  servers: [ldaps://dc1.corp.contoso.com, "ldaps://dc2.corp.contoso.com:3269"]
  base: DC=corp,DC=contoso,DC=com
  user: svc-joinery@corp.contoso.com
  password: { env: AD_PASSWORD }
  ca: ./corp-ca.pem
entra:
  tenant: 00000000-0000-0000-0000-000000000000
  cloud: usgov
  credential: { kind: certificate, client: 11111111-1111-1111-1111-111111111111, certificate: ./app.pem }
exchange: { driver: none }
key: { ad: employeeNumber, entra: employeeId }
state: .joinery
playbooks: ./books
policy: ./policy.yaml
naming: ./naming.yaml
notify: { mail: { from: it@contoso.com }, webhook: { url: { env: TEAMS_URL } } }
`
const ad = (lines: string): string =>
  `organisation: { name: Contoso, mode: ad, mailDomain: contoso.com }\nad:\n  user: svc\n  password: { env: PW }\n${lines}\n`
const entra = (credential: string): string =>
  `organisation: { name: Contoso, mode: cloud, mailDomain: contoso.com }\nentra: { tenant: contoso.com, credential: ${credential} }\n`
const client = '11111111-1111-1111-1111-111111111111'

describe('a configuration', () => {
  test('names webhooks and a ticket system, with secrets as references', () => {
    const notify = `notify:
  webhook: { url: { file: ./teams.url }, form: teams }
  webhooks: { service-desk: { url: { env: DESK_URL }, token: { env: DESK_TOKEN }, private: true } }
  ticket: { url: { env: TICKET_URL } }
`

    expect(value(load(ad('  discover: contoso.com') + notify)).notify).toEqual({
      webhooks: {
        webhook: { url: { file: '/etc/joinery/teams.url' }, private: false, form: 'teams' },
        'service-desk': { url: { env: 'DESK_URL' }, token: { env: 'DESK_TOKEN' }, private: true, form: 'plain' },
      },
      ticket: { url: { env: 'TICKET_URL' }, private: false, form: 'plain' },
    })
  })

  test('is read with paths counted from its folder', () => {
    expect(value(load(whole))).toEqual({
      file: FILE,
      organisation: { name: 'Contoso', mode: 'hybrid', mailDomain: 'contoso.com' },
      ad: {
        find: { servers: ['ldaps://dc1.corp.contoso.com', 'ldaps://dc2.corp.contoso.com:3269'] },
        base: 'DC=corp,DC=contoso,DC=com',
        user: 'svc-joinery@corp.contoso.com',
        password: { env: 'AD_PASSWORD' },
        ca: '/etc/joinery/corp-ca.pem',
        syncedOus: null,
      },
      entra: {
        tenant: '00000000-0000-0000-0000-000000000000',
        cloud: 'usgov',
        credential: { kind: 'certificate', client, certificate: '/etc/joinery/app.pem' },
        graph: null,
        authority: null,
      },
      exchange: { driver: 'none' },
      key: { ad: 'employeeNumber', entra: 'employeeId' },
      state: { folder: '/etc/joinery/.joinery' },
      playbooks: { path: '/etc/joinery/books', given: true },
      policy: { path: '/etc/joinery/policy.yaml', given: true },
      naming: { path: '/etc/joinery/naming.yaml', given: true },
      roles: { path: '/etc/joinery/books/shared/roles.yaml', given: false },
      notify: {
        mail: { from: 'it@contoso.com' },
        webhooks: { webhook: { url: { env: 'TEAMS_URL' }, private: false, form: 'plain' } },
      },
      feeds: [],
      serve: plainServe,
    })
  })

  test('needs little: everything else has a default', () => {
    const config = value(load(ad('  discover: corp.contoso.com')))

    expect(config.ad).toMatchObject({ find: { discover: 'corp.contoso.com' }, base: null, ca: null })
    expect(config).toMatchObject({
      exchange: { driver: 'none' },
      key: { ad: 'employeeID', entra: 'employeeId' },
      state: { folder: '/etc/joinery/.joinery' },
      playbooks: { path: '/etc/joinery/playbooks', given: false },
      naming: { path: '/etc/joinery/playbooks/shared/naming.yaml', given: false },
      notify: {},
    })
    expect(config).not.toHaveProperty('entra')
  })

  test.each([
    [
      '{ kind: secret, client: ID, secret: { file: ./secret } }',
      { kind: 'secret', client, secret: { file: '/etc/joinery/secret' } },
    ],
    ['{ kind: managed-identity }', { kind: 'managed-identity' }],
    ['{ kind: managed-identity, client: ID }', { kind: 'managed-identity', client }],
    [
      '{ kind: workload-identity, tokenFile: /var/run/token }',
      { kind: 'workload-identity', tokenFile: '/var/run/token' },
    ],
    ['{ kind: azure-cli }', { kind: 'azure-cli' }],
    ['{ kind: device-code, client: ID }', { kind: 'device-code', client }],
    [
      '{ kind: certificate, client: ID, certificate: a.pem, password: { keyring: joinery/pem } }',
      { kind: 'certificate', client, certificate: '/etc/joinery/a.pem', password: { keyring: 'joinery/pem' } },
    ],
  ])('takes the credential %s', (text, credential) => {
    expect(value(load(entra(text.replace('ID', client)))).entra).toMatchObject({ credential })
  })

  test('may put its state into PostgreSQL', () => {
    expect(
      value(load(`${whole.replace('state: .joinery', 'state: { postgres: { env: DATABASE_URL } }')}`)).state,
    ).toEqual({ postgres: { env: 'DATABASE_URL' }, folder: '/etc/joinery/.joinery' })
  })

  test('may use the practice tenant for one system or for both', () => {
    const config = value(
      load('organisation: { name: Contoso, mode: hybrid, mailDomain: contoso.com }\nad: practice\nentra: practice\n'),
    )

    expect([config.ad, config.entra]).toEqual(['practice', 'practice'])
  })
})

describe('what is wrong is refused, with the reason and what to write', () => {
  const refusals: readonly (readonly [string, string, string, string])[] = [
    ['a misspelt key', ad('  discover: corp.contoso.com\n  bass: x'), '6:3 file/unknown-key', 'Did you mean "base"?'],
    [
      'a misspelt section',
      `${ad('  discover: corp.contoso.com')}stat: x\n`,
      '6:1 file/unknown-key',
      'Did you mean "state"?',
    ],
    ['a misspelt mode', whole.replace('hybrid', 'hybird'), '2:38 file/wrong-value', 'Did you mean "hybrid"?'],
    ['ldap://', ad('  servers: [ldap://dc1.corp.contoso.com]'), '5:13 config/plain-ldap', 'clear text'],
    ['LDAP:// in capitals', ad('  servers: [LDAP://dc1]'), '5:13 config/plain-ldap', 'ldaps://'],
    ['a host without ldaps://', ad('  servers: [dc1.corp.contoso.com]'), '5:13 file/wrong-value', 'ldaps://dc1'],
    [
      'a path behind the port',
      ad('  servers: ["ldaps://dc1:636/DC=corp"]'),
      '5:13 file/wrong-value',
      'behind host and port',
    ],
    ['no servers', ad('  ca: x'), '3:3 file/wrong-value', 'which servers'],
    [
      'servers and discover',
      ad('  servers: [ldaps://dc1]\n  discover: contoso.com'),
      '3:3 file/wrong-value',
      'cannot stand together',
    ],
    ['an empty list of servers', ad('  servers: []'), '5:12 file/wrong-value', 'it is empty'],
    [
      'a base that is no DN',
      ad('  discover: contoso.com\n  base: contoso.com'),
      '6:9 file/wrong-value',
      'distinguished name',
    ],
    [
      'a literal password',
      ad('  discover: contoso.com').replace('{ env: PW }', 'hunter2'),
      '4:13 config/literal-secret',
      '{ env: NAME }',
    ],
    [
      'a password of digits',
      ad('  discover: contoso.com').replace('{ env: PW }', '12345678'),
      '4:13 config/literal-secret',
      '{ env: NAME }',
    ],
    [
      'two places for a password',
      ad('  discover: contoso.com').replace('{ env: PW }', '{ env: A, file: b }'),
      '4:13 file/wrong-value',
      'not a reference',
    ],
    [
      'an unknown place for a password',
      ad('  discover: contoso.com').replace('{ env: PW }', '{ evn: A }'),
      '4:13 file/wrong-value',
      'not a reference',
    ],
    [
      'a secret in place of the variable’s name',
      ad('  discover: contoso.com').replace('{ env: PW }', '{ env: "hunter2!" }'),
      '4:13 file/wrong-value',
      'name of an environment variable',
    ],
    [
      'a vault that is no vault',
      ad('  discover: contoso.com').replace('{ env: PW }', '{ vault: https://evil.example/secrets/x }'),
      '4:13 file/wrong-value',
      'Azure Key Vault',
    ],
    [
      'no password',
      ad('  discover: contoso.com').replace('  password: { env: PW }\n', ''),
      '3:3 file/wrong-value',
      'ad.password: it is missing',
    ],
    [
      'a literal client secret',
      entra(`{ kind: secret, client: ${client}, secret: "abc8Q~0123456789abcdefghijklmnopqrstuvwx" }`),
      '2:113 config/literal-secret',
      '{ env: NAME }',
    ],
    [
      'a key pasted in',
      entra(`{ kind: certificate, client: ${client}, certificate: "-----BEGIN PRIVATE KEY-----" }`),
      '2:123 config/literal-secret',
      'path of its file',
    ],
    ['a misspelt credential', entra('{ kind: certficate }'), '2:51 file/wrong-value', 'Did you mean "certificate"?'],
    [
      'a client that is no id',
      entra('{ kind: device-code, client: joinery }'),
      '2:72 file/wrong-value',
      'Application (client) ID',
    ],
    [
      'a database address',
      `${ad('  discover: contoso.com')}state: postgres://joinery:pw@db/joinery\n`,
      '6:8 config/literal-secret',
      'DATABASE_URL',
    ],
    [
      'a literal webhook',
      `${ad('  discover: contoso.com')}notify: { webhook: { url: https://contoso.webhook.office.com/x } }\n`,
      '6:27 config/literal-secret',
      '{ env: NAME }',
    ],
    [
      'a literal webhook among named ones',
      `${ad('  discover: contoso.com')}notify: { webhooks: { desk: { url: https://contoso.webhook.office.com/x } } }\n`,
      '6:36 config/literal-secret',
      '{ env: NAME }',
    ],
    [
      'a webhook whose name is none',
      `${ad('  discover: contoso.com')}notify: { webhooks: { "service desk": { url: { env: DESK } } } }\n`,
      '6:39 file/wrong-value',
      'service-desk',
    ],
    [
      'a misspelt form of a webhook',
      `${ad('  discover: contoso.com')}notify: { ticket: { url: { env: DESK }, form: team } }\n`,
      '6:47 file/wrong-value',
      'Did you mean "teams"?',
    ],
    [
      'a mail domain that is none',
      whole.replace('mailDomain: contoso.com', 'mailDomain: contoso'),
      '2:58 file/wrong-value',
      'contoso.com',
    ],
    [
      'another Graph without encryption',
      entra('{ kind: azure-cli }').replace('contoso.com, c', 'contoso.com, graph: "http://graph.example/v1.0", c'),
      '2:38 file/wrong-value',
      'not be encrypted',
    ],
    ['hybrid without Entra', whole.replace(/entra:\n(?: .*\n)+/, ''), '2:38 config/missing-section', 'entra: practice'],
    ['mode ad with Entra', whole.replace('mode: hybrid', 'mode: ad'), '9:1 config/unused-section', 'hybrid'],
    ['nothing', '', '1:1 file/empty', 'no content'],
    ['a list', '- a\n', '1:1 file/wrong-value', 'a map is needed'],
    ['an alias', 'organisation: &o { name: a }\nad: *o\n', '1:15 file/yaml-feature', 'not allowed'],
  ]
  test.each(refusals)('%s', (_name, text, finding, words) => {
    const refused = load(text)

    expect(findings(refused)).toContain(`${FILE}:${finding}`)
    expect(messages(refused).join('\n')).toContain(words)
  })

  test('everything at once, in the order of the file', () => {
    const refused = load(ad('  servers: [ldap://dc1]\n  bass: x').replace('{ env: PW }', 'hunter2'))

    expect(findings(refused)).toEqual([
      `${FILE}:4:13 config/literal-secret`,
      `${FILE}:5:13 config/plain-ldap`,
      `${FILE}:6:3 file/unknown-key`,
    ])
  })
})

describe('no message repeats what could be a secret', () => {
  const places = ['{ env: VALUE }', '{ vault: VALUE }', '{ password: VALUE }', 'VALUE']
  const secrets = [...hostileRows('secret').map((row) => row.value), 'hunter2-hunter2', '12345678']

  test.each(secrets)('%j', (secret) => {
    const quoted = JSON.stringify(secret)
    const texts = [
      ...places.map((place) => ad('  discover: contoso.com').replace('{ env: PW }', place.replace('VALUE', quoted))),
      ad(`  servers: [${quoted}]`),
      ad(`  discover: ${quoted}\n  base: ${quoted}\n  ca: [${quoted}]`),
      `${ad('  discover: contoso.com')}state: { postgres: ${quoted} }\nexchange: { driver: ${quoted} }\n`,
      entra(`{ kind: secret, client: ${quoted}, secret: ${quoted}, clientSecret: ${quoted} }`),
      entra(`{ kind: ${quoted} }`),
    ]

    for (const text of texts) {
      const refused = load(text)
      expect(findings(refused).length).toBeGreaterThan(0)
      expect(messages(refused).join('\n')).not.toContain(secret)
      expect(messages(refused).join('\n')).not.toContain(quoted.slice(1, -1))
    }
  })

  test('an unquoted secret that breaks the YAML neither', () => {
    const refused = load('ad:\n  password: "hunter2-hunter2\n  user: [\n')

    expect(findings(refused).length).toBeGreaterThan(0)
    expect(messages(refused).join('\n')).not.toContain('hunter2')
  })
})

test('every file that YAML should refuse is refused here too', () => {
  for (const row of hostileRows('yaml')) expect(findings(load(row.value)).length, row.id).toBeGreaterThan(0)
})

describe('Exchange', () => {
  const real = (credential: string) =>
    `organisation: { name: Contoso, mode: cloud, mailDomain: contoso.com }\nentra:\n  tenant: contoso.com\n  credential: ${credential}\n`
  const certificate = '{ kind: certificate, client: 4f0b1c52-9f0e-4b7a-8f0d-2d7c4a6e9b31, certificate: ./app.pem }'
  const exchangeOf = (text: string) => value(loadConfig(text, '/srv/joinery.yaml')).exchange

  test('is left to people unless a driver is named; the practice tenant has its own', () => {
    const practice = 'organisation: { name: Contoso, mode: cloud, mailDomain: contoso.com }\nentra: practice\n'

    expect([
      exchangeOf(real(certificate)),
      exchangeOf(`${real(certificate)}exchange: { driver: pwsh }\n`),
      exchangeOf(practice),
      exchangeOf(`${practice}exchange: { driver: none }\n`),
    ]).toEqual([
      { driver: 'none' },
      { driver: 'pwsh', organization: null, executable: 'pwsh' },
      { driver: 'adminapi', address: null },
      { driver: 'none' },
    ])
  })

  test('is reached by PowerShell with a certificate alone', () => {
    const text = `${real('{ kind: azure-cli }')}exchange: { driver: pwsh }\n`

    const checked = loadConfig(text, '/srv/joinery.yaml')

    expect(checked.ok ? [] : checked.faults.map(({ code }) => code)).toEqual(['file/wrong-value'])
  })

  test('is not there where there is no Entra', () => {
    const text =
      'organisation: { name: Contoso, mode: ad, mailDomain: contoso.com }\nad: practice\nexchange: { driver: adminapi }\n'

    const checked = loadConfig(text, '/srv/joinery.yaml')

    expect(checked.ok ? [] : checked.faults.map(({ code }) => code)).toEqual(['config/unused-section'])
  })
})

describe('feeds', () => {
  const head = 'organisation: { name: Contoso, mode: ad, mailDomain: contoso.com }\nad: practice\n'
  const load = (feeds: string) => loadConfig(`${head}feeds: ${feeds}\n`, '/srv/joinery.yaml')

  test('have the shipped playbooks and no days before, unless the file says otherwise', () => {
    const { feeds } = value(
      load(
        '{ hr: { file: ./hr.csv, map: ./feed.yaml, before: { joiner: 7d }, playbooks: { mover: transfer } }, agency: {} }',
      ),
    )

    expect(feeds).toEqual([
      expect.objectContaining({ name: 'agency', file: null, url: null, map: null, every: null, absence: 'report' }),
      expect.objectContaining({
        name: 'hr',
        file: '/srv/hr.csv',
        map: '/srv/feed.yaml',
        before: { joiner: 7, rehire: 0 },
        playbooks: {
          joiner: 'onboard',
          mover: 'transfer',
          leaver: 'offboard',
          rehire: 'rehire',
          correction: 'onboard',
        },
      }),
    ])
  })

  test.each([
    ['two places', '{ hr: { file: ./hr.csv, url: "https://hr.contoso.com/x" } }', 'cannot stand together'],
    ['a token for a file', '{ hr: { file: ./hr.csv, token: { env: T } } }', 'there is no url'],
    [
      'a literal token',
      '{ hr: { url: "https://hr.contoso.com/x", token: geheim } }',
      'may not stand in the file itself',
    ],
    ['an address that is not encrypted', '{ hr: { url: "http://127.0.0.1/x" } }', 'not encrypted'],
    ['a name that no address can have', '{ "Human Resources": { file: ./hr.csv } }', 'no name of a feed'],
    ['times that are none', '{ hr: { file: ./hr.csv, every: hourly } }', 'five fields'],
    ['days that are none', '{ hr: { file: ./hr.csv, before: { joiner: 7 } } }', 'joiner'],
    ['days before a leaver', '{ hr: { file: ./hr.csv, before: { leaver: 1d } } }', 'leaver'],
    ['a key that is not known', '{ hr: { file: ./hr.csv, mapp: ./x.yaml } }', 'mapp'],
  ])('%s is refused', (_name, feeds, why) => {
    const refused = load(feeds)

    expect(findings(refused).length).toBeGreaterThan(0)
    expect(messages(refused).join('\n')).toContain(why)
  })
})
