import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Plan } from '../../src/model/plan.ts'
import { adele, practiceYaml } from '../support/practice-world.ts'
import { documentOf, type JoineryEnd, runJoinery } from '../support/run-joinery.ts'
import { root } from '../support/source-files.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const roles = 'everyone: { groups: [HR] }\ndepartment:\n  Sales: { ou: "OU=Legal,OU=Staff" }\n'
const naming = `username: ["\${{ surname }}"]
upn: \${{ username + "@" + organisation.mailDomain }}
mail: \${{ username + "@" + organisation.mailDomain }}
cn: \${{ displayName }}
displayName: \${{ person.surname }}
`

/** A folder of an organisation with these files besides joinery.yaml and a new hire. */
const organisation = (files: { readonly [path: string]: string }, more = ''): string => {
  const cwd = temporaryFolder()
  const all = { 'joinery.yaml': `${practiceYaml('ad')}${more}`, 'new-hire.yaml': adele, ...files }
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(join(cwd, path, '..'), { recursive: true })
    writeFileSync(join(cwd, path), text)
  }
  return cwd
}

const dryRun = (cwd: string): Promise<JoineryEnd> =>
  runJoinery(['onboard', 'new-hire.yaml', '--dry-run', '--json'], { cwd })

const accountIn = ({
  changes,
}: Plan): { readonly ou: string; readonly name: unknown; readonly groups: readonly string[] } => ({
  ou: changes[0]?.target.name.replace(/^CN=[^,]+,/, '') ?? '',
  name: changes[0]?.after?.['sAMAccountName'],
  groups: changes.filter(({ kind }) => kind === 'ad.member.add').map(({ summary }) => summary),
})

describe('an organisation that has written', () => {
  test('nothing but joinery.yaml uses what comes with Joinery', async () => {
    const plan = documentOf<Plan>(await dryRun(organisation({})))

    expect(accountIn(plan)).toMatchObject({ ou: 'OU=Sales,OU=Staff,DC=corp,DC=contoso,DC=com', name: ['adele.vance'] })
  })

  test('its own roles uses the playbook and the names that come with Joinery', async () => {
    const plan = documentOf<Plan>(await dryRun(organisation({ 'playbooks/shared/roles.yaml': roles })))

    expect(accountIn(plan)).toEqual({
      ou: 'OU=Legal,OU=Staff,DC=corp,DC=contoso,DC=com',
      name: ['adele.vance'],
      groups: ['add Adele Vance to HR (everyone)'],
    })
  })

  test('roles and names elsewhere names them in joinery.yaml', async () => {
    const cwd = organisation({ 'r.yaml': roles, 'n.yaml': naming }, 'roles: ./r.yaml\nnaming: ./n.yaml\n')

    expect(accountIn(documentOf<Plan>(await dryRun(cwd)))).toMatchObject({
      name: ['vance'],
      ou: expect.stringContaining('Legal'),
    })
  })

  test('its own playbook of a name uses that and not the one that comes with Joinery', async () => {
    const cwd = organisation({ 'playbooks/shared/roles.yaml': roles })
    mkdirSync(join(cwd, 'playbooks/onboard'))
    writeFileSync(
      join(cwd, 'playbooks/onboard/playbook.yaml'),
      'name: onboard\ntitle: Ours\nsteps:\n  - ad.account: { ou: "OU=Finance,OU=Staff", enabled: true, password: generated }\n',
    )

    expect(documentOf<Plan>(await dryRun(cwd))).toMatchObject({ playbook: { title: 'Ours' } })
  })

  test('a playbooks folder that is not there is told so, and nothing else stands in for it', async () => {
    const end = await dryRun(organisation({}, 'playbooks: ./our-playbooks\n'))

    expect(end.code).toBe(65)
    expect(documentOf(end)).toMatchObject({
      error: { code: 'cli/file-missing', message: expect.stringContaining('our-playbooks') },
    })
  })

  test('a configuration with the byte order mark of Windows is understood', async () => {
    const cwd = organisation({ 'joinery.yaml': `\ufeff${practiceYaml('ad').replaceAll('\n', '\r\n')}` })

    expect((await dryRun(cwd)).code).toBe(0)
  })

  test('finds its configuration from a folder below', async () => {
    const cwd = organisation({})
    mkdirSync(join(cwd, 'this', 'week'), { recursive: true })

    const { code } = await runJoinery(['onboard', '../../new-hire.yaml', '--dry-run'], {
      cwd: join(cwd, 'this', 'week'),
    })

    expect(code).toBe(0)
  })
})

describe('a playbook that is named by a path', () => {
  test('is taken from there', async () => {
    const cwd = organisation({})
    cpSync(join(root, 'playbooks', 'onboard'), join(cwd, 'elsewhere', 'onboard'), { recursive: true })

    for (const path of ['elsewhere/onboard', './elsewhere/onboard/playbook.yaml']) {
      const { code, stderr } = await runJoinery([path, 'new-hire.yaml', '--dry-run'], { cwd })
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    }
  })
})
