import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import { practiceWorld, type World } from '../support/practice-world.ts'
import { documentOf, type JoineryEnd } from '../support/run-joinery.ts'
import { tenantDigest } from '../support/tenant-digest.ts'

const EXCHANGE_ADMINISTRATOR = '29232cdf-9323-42fd-ade2-1d097af3e4de'
const RAUL = '00125'
const DEBRA = '00120'
const JOHANNA = '00121'
const CHRISTIE = '00122'
const HOLDERS = 'holders: [Exchange Administrator, Global Reader, Helpdesk Administrator]'
const TAKE_ALL = [
  '- entra.roles: { remove: all }',
  '- entra.apps: { remove: all }',
  '- entra.consents: { remove: all }',
  '- entra.owners: { to: "00101" }',
]

/** A cloud organisation whose only playbook takes what people may do. */
const world = async (steps: readonly string[] = TAKE_ALL): Promise<World> => {
  const made = await practiceWorld({ mode: 'cloud', people: 40 })
  mkdirSync(join(made.folder, 'playbooks', 'leave'), { recursive: true })
  mkdirSync(join(made.folder, 'playbooks', 'shared'))
  made.file('playbooks/leave/playbook.yaml', `name: leave\nsteps:\n${steps.map((step) => `  ${step}\n`).join('')}`)
  made.file('playbooks/shared/naming.yaml', readFileSync('playbooks/shared/naming.yaml'))
  made.file('playbooks/shared/roles.yaml', 'everyone: {}\n')
  return made
}

const policy = (made: World, text: string): void =>
  writeFileSync(join(made.folder, 'policy.yaml'), text, { mode: 0o600 })

const leave = (made: World, numbers: readonly string[], ...more: readonly string[]): Promise<JoineryEnd> => {
  const people = numbers.map((number) => `  - { employeeId: "${number}", givenName: Megan }\n`).join('')
  return made.joinery(['leave', made.file('people.yaml', `people:\n${people}`), ...more])
}

const planned = async (made: World, numbers: readonly string[]): Promise<Plan> =>
  documentOf<Plan>(await leave(made, numbers, '--dry-run', '--json'))

/** Plans, has a second person approve, applies. */
const carriedOut = async (made: World, numbers: readonly string[]): Promise<JoineryEnd> => {
  await leave(made, numbers, '--out', 'plan.json', '--dry-run')
  await made.joinery(['approve', 'plan.json'], { actor: 'megan@workstation' })
  return made.joinery(['apply', 'plan.json', '--json'])
}

describe('somebody who holds an admin role leaves', () => {
  test('refused without a rule, with the rule in the hint; possible with it and a second person; undone by undo', async () => {
    const made = await world()
    const { company } = made.practice
    const before = tenantDigest(company)

    const refused = await leave(made, [RAUL], '--yes')
    expect(refused.code, refused.stderr).toBe(3)
    const rule = /privilege: \[\{ playbook: leave, (holders: \[[^\]]*\]) \}\]/.exec(refused.stderr)?.[0]
    expect(rule).toBe('privilege: [{ playbook: leave, holders: [Exchange Administrator, Global Reader] }]')
    policy(made, `${rule}\n`)
    const alone = await leave(made, [RAUL], '--yes')
    const together = await carriedOut(made, [RAUL])

    expect([alone.code, together.code]).toEqual([3, 0])
    const [raul] = company.entra.find('employeeId', RAUL)
    expect(company.entra.members.to(raul?.id ?? '').size).toBeGreaterThan(0)
    expect(tenantDigest(company)).not.toBe(before)
    expect((await planned(made, [RAUL])).changes).toEqual([])
    policy(made, 'privilege: [{ playbook: undo, roles: [Exchange Administrator, Global Reader] }]\n')
    const { id } = documentOf<{ id: string }>(together)
    await made.joinery(['undo', id, '--dry-run', '--out', 'undo.json'])
    await made.joinery(['approve', 'undo.json'], { actor: 'megan@workstation' })
    const undone = await made.joinery(['apply', 'undo.json'])
    expect(undone.code, undone.stderr).toBe(0)
    expect(tenantDigest(company)).toBe(before)
  })

  test('undo gives no admin role back without a rule of its own', async () => {
    const made = await world()
    policy(made, `privilege: [{ playbook: leave, ${HOLDERS} }]\n`)
    const { id } = documentOf<{ id: string }>(await carriedOut(made, [RAUL]))

    const end = await made.joinery(['undo', id, '--yes'])

    expect(end.code).toBe(3)
    expect(end.stderr).toContain('privilege: [{ playbook: undo, roles: [Global Reader, Exchange Administrator] }]')
  })

  test('with everything: applications, consents and ownership go in one run, and come back in one', async () => {
    const made = await world()
    policy(
      made,
      `privilege: [{ playbook: leave, ${HOLDERS} }, { playbook: undo, roles: [Exchange Administrator, Global Reader, Helpdesk Administrator] }]\n`,
    )
    const { company } = made.practice
    const before = tenantDigest(company)
    const everybody = [RAUL, DEBRA, JOHANNA, CHRISTIE]

    const end = await carriedOut(made, everybody)

    expect(end.code, end.stderr).toBe(0)
    const [miriam] = company.entra.find('employeeId', '00101')
    const [team] = company.entra.find('displayName', 'First Weeks')
    expect([...company.entra.owners.of(team?.id ?? '')]).toEqual([miriam?.id])
    expect((await planned(made, everybody)).changes).toEqual([])
    const { id } = documentOf<{ id: string }>(end)
    await made.joinery(['undo', id, '--dry-run', '--out', 'undo.json'])
    await made.joinery(['approve', 'undo.json'], { actor: 'megan@workstation' })
    const undone = await made.joinery(['apply', 'undo.json'])
    expect(undone.code, undone.stderr).toBe(0)
    expect(tenantDigest(company)).toBe(before)
  })

  test('of the tenant there is always an administrator left, whatever the policy lets', async () => {
    const made = await world()
    policy(made, 'privilege: [{ playbook: leave, holders: all }]\n')
    const { entra } = made.practice.company
    const [admin] = entra.find('userPrincipalName', 'admin@contoso.onmicrosoft.com')
    const [other] = entra.find('userPrincipalName', 'emergency@contoso.onmicrosoft.com')
    if (admin?.type !== 'user' || other?.type !== 'user') throw new Error('the practice tenant has no administrators')
    entra.put({ ...admin, properties: { ...admin.properties, employeeId: '00999' } })
    entra.put({ ...other, properties: { ...other.properties, accountEnabled: false } })

    const end = await leave(made, ['00999'], '--yes')

    expect(end.code).toBe(3)
    expect(end.stderr).toContain('is the last Global Administrator who can sign in')
    expect(end.stderr).toContain('entra/last-administrator')
  })
})

describe('roles come before the block', () => {
  /** Debra Berger of the cloud, as an Exchange Administrator. */
  const withRole = async (steps: readonly string[]): Promise<World> => {
    const made = await world(steps)
    policy(made, `privilege: [{ playbook: leave, ${HOLDERS} }]\n`)
    const { entra } = made.practice.company
    const [debra] = entra.find('employeeId', DEBRA)
    const role = entra.roles().find(({ properties }) => properties.roleTemplateId === EXCHANGE_ADMINISTRATOR)
    entra.link('members', role?.id ?? '', debra?.id ?? '')
    return made
  }
  const isEnabled = (made: World): unknown =>
    made.practice.company.entra.find('employeeId', DEBRA)[0]?.properties.accountEnabled

  test('then the account can be blocked', async () => {
    const made = await withRole(['- entra.roles: { remove: all }', '- entra.disable: {}'])

    const end = await carriedOut(made, [DEBRA])

    expect([end.code, isEnabled(made)]).toEqual([0, false])
  })

  test('else Entra refuses to block it, for the application is no higher', async () => {
    const made = await withRole(['- entra.disable: {}', '- entra.roles: { remove: all }'])

    const end = await carriedOut(made, [DEBRA])

    expect(isEnabled(made)).toBe(true)
    expect(`${end.stdout}${end.stderr}`).toContain('entra/denied')
  })
})
