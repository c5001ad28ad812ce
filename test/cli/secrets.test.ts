import { globSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { adele, practiceWorld, sharedWorld, type World } from '../support/practice-world.ts'
import { spawnJoinery } from '../support/spawn-joinery.ts'

/** Every way in which a secret could stand in a text or a file. */
const spellings = (secret: string): readonly Buffer[] => {
  const utf16 = Buffer.from(secret, 'utf16le')
  const texts = [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    ...[Buffer.from(secret), utf16, Buffer.from(`"${secret}"`, 'utf16le')].flatMap((bytes) => [
      bytes.toString('base64').replace(/=+$/, ''),
      bytes.toString('hex'),
    ]),
  ]
  return [...texts.map((text) => Buffer.from(text)), utf16]
}

/** Every file that the command wrote, but for the hand-over notes, which are there to hold a secret, and the company's own. */
const filesOf = ({ folder }: World): readonly string[] =>
  globSync('**/*', { cwd: folder, exclude: ['handover', '.joinery/practice'] })
    .concat(globSync('.joinery/*', { cwd: folder }))
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())

const passwordsIn = (folder: string): readonly string[] =>
  readdirSync(folder).map((name) => /^\S{20}$/m.exec(readFileSync(join(folder, name), 'utf8'))?.[0] ?? '')

describe('--log-level debug', () => {
  test('prints and leaves no password, neither one it was given nor one it made', async () => {
    const world = await practiceWorld({ mode: 'ad', people: 20 })
    const { info, company } = world.practice
    world.file(
      'hires.csv',
      'employeeId,givenName,surname,department,country\n01024,Adele,Vance,Sales,GB\n01025,Alex,Wilber,HR,GB\n',
    )
    world.file(
      'joinery.yaml',
      `organisation: { name: Contoso, mode: ad, mailDomain: contoso.com }
ad: { servers: ["${info.ldap}"], user: "${info.user}", password: { env: AD_PASSWORD }, ca: "${info.ca}" }
`,
    )
    const run = (...argv: readonly string[]) =>
      spawnJoinery([...argv, '--log-level', 'debug'], { cwd: world.folder, env: { AD_PASSWORD: info.password } })

    const ends = [
      await run('onboard', 'hires.csv', '--yes', '--out', 'plan.json'),
      await run('apply', 'plan.json'),
      await run('runs', 'list', '--json'),
    ]
    // One that fails, for what faults carry along.
    company.ad.setValues(company.ad.root?.id ?? '', 'minPwdLength', ['40'])
    ends.push(await run('onboard', world.file('other.yaml', adele.replace('01024', '01026')), '--yes', '--json'))

    expect(ends.map(({ code }) => code)).toEqual([0, 3, 0, 4])
    const made = passwordsIn(join(world.folder, 'handover'))
    expect(made).toHaveLength(2)
    const files = filesOf(world)
    expect(files.map((path) => path.slice(world.folder.length + 1))).toEqual(
      expect.arrayContaining(['plan.json', '.joinery/joinery.db']),
    )
    const places = [
      ...ends.map(({ stdout, stderr }) => Buffer.from(stdout + stderr)),
      ...files.map((path) => readFileSync(path)),
    ]
    for (const secret of [info.password, ...made]) {
      for (const spelling of spellings(secret)) expect(places.some((bytes) => bytes.includes(spelling))).toBe(false)
    }
  })

  test('shows where a fault comes from', async () => {
    const world = await practiceWorld({ mode: 'ad', people: 20 })

    const { stderr } = await world.joinery(['onboard', 'nowhere.yaml', '--yes', '--log-level', 'debug'])

    expect(stderr).toMatch(/\n {4}at .*read-inputs/)
  })
})

describe('tracing that would print what is sent', () => {
  const shared = sharedWorld({ mode: 'ad', people: 20 })

  test.each(['ldapts', 'LDAPTS', 'http', 'tls', '*', 'fs,ldapts', 'ldap*'])(
    'NODE_DEBUG=%s is refused with 64',
    async (value) => {
      const world = shared()
      world.file('new-hire.yaml', adele)
      const before = world.digest()

      const { code, stdout, stderr } = await world.joinery(['onboard', 'new-hire.yaml', '--yes'], {
        env: { NODE_DEBUG: value },
      })

      expect({ code, stdout }).toEqual({ code: 64, stdout: '' })
      expect(stderr).toContain('passwords included. Nothing was done.')
      expect(stderr).toContain('Unset NODE_DEBUG')
      expect(world.digest()).toBe(before)
    },
  )

  test('NODE_DEBUG=ldapts is refused by the process itself, before a connection is opened', async () => {
    const world = shared()
    world.file('new-hire.yaml', adele)

    const { code, stdout, stderr } = await spawnJoinery(['onboard', 'new-hire.yaml', '--yes'], {
      cwd: world.folder,
      env: { NODE_DEBUG: 'ldapts' },
    })

    expect({ code, stdout }).toEqual({ code: 64, stdout: '' })
    expect(stderr).not.toContain('LDAPTS')
  })

  test('NODE_DEBUG=fs is left alone', async () => {
    const world = shared()

    expect((await world.joinery(['steps'], { env: { NODE_DEBUG: 'fs' } })).code).toBe(0)
  })
})
