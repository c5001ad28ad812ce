import { once } from 'node:events'
import { createServer } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { adele, practiceWorld, sharedWorld, type World } from '../support/practice-world.ts'
import type { JoineryEnd } from '../support/run-joinery.ts'
import { spawnJoinery } from '../support/spawn-joinery.ts'

const organisation = (mode: string): string =>
  `organisation: { name: Contoso, mode: ${mode}, mailDomain: contoso.com }\n`

/** `joinery.yaml` as for a real domain controller; what is given replaces the right settings. */
const adYaml = (
  { practice: { info } }: World,
  more: { readonly servers?: string; readonly ca?: string; readonly password?: string } = {},
): string =>
  `${organisation('ad')}ad:
  servers: [${more.servers ?? info.ldap}]
  user: ${info.user}
  password: ${more.password ?? '{ env: AD_PASSWORD }'}
${more.ca ?? `  ca: ${info.ca}`}
`

const rightPassword = (world: World): { readonly AD_PASSWORD: string } => ({
  AD_PASSWORD: world.practice.info.password,
})

/** Onboards for real and shows that the company is as before. */
const onboard = async (world: World, yaml: string, env: { readonly [name: string]: string }): Promise<JoineryEnd> => {
  world.file('new-hire.yaml', adele)
  world.file('joinery.yaml', yaml)
  const before = world.digest()
  const end = await world.joinery(['onboard', 'new-hire.yaml', '--yes'], { env })
  expect(world.digest()).toBe(before)
  return end
}

describe('a domain controller', () => {
  const shared = sharedWorld({ mode: 'ad', people: 20 })
  const WITHIN_MS = 10_000

  test('is reached with the settings of a real one', async () => {
    const world = await practiceWorld({ mode: 'ad', people: 20 })
    world.file('new-hire.yaml', adele)
    world.file('joinery.yaml', adYaml(world))

    const end = await world.joinery(['onboard', 'new-hire.yaml', '--yes'], { env: rightPassword(world) })

    expect(end).toMatchObject({ code: 0, stderr: '' })
  })

  test('that refuses the password: 77 within 10 s, and the password is not shown', async () => {
    const world = shared()
    const began = Date.now()

    const { code, stderr } = await onboard(world, adYaml(world), { AD_PASSWORD: 'Wrong-Password-1234' })

    expect(Date.now() - began).toBeLessThan(WITHIN_MS)
    expect(code).toBe(77)
    expect(stderr).toContain(
      'refused the sign-in of svc-joinery@corp.contoso.com: the name or the password is wrong. Nothing was changed.',
    )
    expect(stderr).not.toContain('Wrong-Password-1234')
  })

  test('that is down: 69, with the address and what to check', async () => {
    const world = shared()

    const { code, stderr } = await onboard(
      world,
      adYaml(world, { servers: 'ldaps://127.0.0.1:1' }),
      rightPassword(world),
    )

    expect(code).toBe(69)
    expect(stderr).toContain('No connection to ldaps://127.0.0.1:1')
    expect(stderr).toContain('Check ad.servers')
  })

  test('that takes connections and says nothing: 69, never a hang', async () => {
    const world = shared()
    const silent = createServer().listen(0, '127.0.0.1')
    onTestFinished(() => void silent.close())
    await once(silent, 'listening')
    const { port } = silent.address() as { readonly port: number }
    const began = Date.now()

    const { code, stderr } = await onboard(
      world,
      adYaml(world, { servers: `ldaps://127.0.0.1:${port}` }),
      rightPassword(world),
    )

    expect(Date.now() - began).toBeLessThan(WITHIN_MS)
    expect(code).toBe(69)
    expect(stderr).toContain('does not answer')
  })

  test('that is dead costs seconds where another one answers', async () => {
    const world = await practiceWorld({ mode: 'ad', people: 20 })
    world.file('new-hire.yaml', adele)
    world.file('joinery.yaml', adYaml(world, { servers: `ldaps://127.0.0.1:1, ${world.practice.info.ldap}` }))
    const began = Date.now()

    const end = await world.joinery(['onboard', 'new-hire.yaml', '--yes'], { env: rightPassword(world) })

    expect(end.code).toBe(0)
    expect(Date.now() - began).toBeLessThan(WITHIN_MS)
  })

  test('whose certificate is not trusted: 69, and ad.ca is named', async () => {
    const world = shared()

    const { code, stderr } = await onboard(world, adYaml(world, { ca: '' }), rightPassword(world))

    expect(code).toBe(69)
    expect(stderr).toContain('(ad/certificate-not-trusted)')
    expect(stderr).toContain('Set ad.ca in joinery.yaml to the PEM file of the authority that signed it')
  })
})

describe('a configuration that is refused', () => {
  const shared = sharedWorld({ mode: 'ad', people: 20 })

  test.each<readonly [string, (world: World) => string, readonly string[]]>([
    [
      'ldap://',
      (world) => adYaml(world, { servers: 'ldap://dc1.corp.contoso.com' }),
      ['joinery.yaml:3:13', '(config/plain-ldap)', 'passwords would cross the network in clear text', 'ldaps://'],
    ],
    [
      'a password in the file',
      (world) => adYaml(world, { password: 'Rain-over-Oslo-7' }),
      ['joinery.yaml:5:13', '(config/literal-secret)', '{ env: NAME }'],
    ],
    [
      'a password that is not set',
      (world) => adYaml(world, { password: '{ env: NOT_SET_HERE }' }),
      ['{ env: NOT_SET_HERE } is not set', 'export NOT_SET_HERE='],
    ],
    [
      'a password file that is not there',
      (world) => adYaml(world, { password: '{ file: ./nowhere }' }),
      ['nowhere', 'ENOENT'],
    ],
    [
      'a CA file that is not there',
      (world) => adYaml(world, { ca: '  ca: ./nowhere.pem' }),
      ['nowhere.pem cannot be read: there is no such file'],
    ],
    [
      'a misspelt key',
      (world) => adYaml(world).replace('servers', 'server'),
      ['"server" is not known under ad', 'Did you mean "servers"?'],
    ],
    [
      'a mode without its section',
      () => organisation('hybrid'),
      ['(config/missing-section)', 'mode: hybrid needs the section ad'],
    ],
  ])('%s: 65', async (_what, yaml, says) => {
    const world = shared()

    const { code, stderr } = await onboard(world, yaml(world), rightPassword(world))

    expect(code).toBe(65)
    for (const text of says) expect(stderr).toContain(text)
    expect(stderr).not.toContain('Rain-over-Oslo-7')
  })
})

describe('Graph', () => {
  test('that refuses the token: 77, with the permissions that are missing', async () => {
    const world = await practiceWorld({ mode: 'cloud', people: 20, roles: [] })
    world.file('new-hire.yaml', adele)
    const before = world.digest()

    const { code, stderr } = await world.joinery(['onboard', 'new-hire.yaml', '--yes'])

    expect(code).toBe(77)
    expect(stderr).toContain('(entra/denied)')
    expect(stderr).toContain('Nothing was changed')
    expect(world.digest()).toBe(before)
  })

  test.each([
    ['signs the right secret in', 'practice~Tenant~2026', 0],
    ['refuses another one with 77, which is not shown', 'wrong~Secret~2026', 77],
  ])('over TLS with a sign-in service of its own %s', async (_what, secret, expected) => {
    const world = await practiceWorld({ mode: 'cloud', people: 20 })
    const { tenant, client, graphTls, authority, ca } = world.practice.info
    world.file('new-hire.yaml', adele)
    world.file(
      'joinery.yaml',
      `${organisation('cloud')}entra:
  tenant: ${tenant}
  credential: { kind: secret, client: ${client}, secret: { env: ENTRA_SECRET } }
  graph: ${graphTls}
  authority: ${authority}
`,
    )
    const env = { ENTRA_SECRET: secret, NODE_EXTRA_CA_CERTS: ca ?? '' }

    const { code, stdout, stderr } = await spawnJoinery(['onboard', 'new-hire.yaml', '--yes'], {
      cwd: world.folder,
      env,
    })

    expect({ code, stderr }).toMatchObject({ code: expected })
    expect(stdout + stderr).not.toContain(secret)
  })
})

describe('a password policy that no generated password meets', () => {
  test('stops the person, says so, and leaves an account that is disabled', async () => {
    const world = await practiceWorld({ mode: 'ad', people: 20 })
    const { ad } = world.practice.company
    ad.setValues(ad.root?.id ?? '', 'minPwdLength', ['40'])
    world.file('new-hire.yaml', adele)

    const { code, stdout } = await world.joinery(['onboard', 'new-hire.yaml', '--yes'])

    expect(code).toBe(4)
    expect(stdout).toContain('Adele Vance: ')
    expect(stdout).toMatch(/does not meet the policy of the domain/)
    expect(stdout).toMatch(/Try again: {3}joinery retry/)
    expect(await world.account('(employeeID=01024)')).toMatchObject({ userAccountControl: '514' })
  })
})
