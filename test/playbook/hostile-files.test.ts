import { describe, expect, test } from 'vitest'
import type { Checked } from '../../src/model/fault.ts'
import { loadPlaybook } from '../../src/playbook/load-playbook.ts'
import { loadNaming } from '../../src/playbook/naming.ts'
import { loadRoles } from '../../src/playbook/roles.ts'
import { steps } from '../../src/steps/catalogue.ts'
import { findings } from '../support/checked.ts'
import { hostileRows } from '../support/hostile-rows.ts'

const load = (text: string): Checked<unknown> => loadPlaybook(text, 'playbook.yaml', { steps })
const textOf = (row: { readonly value: string; readonly repeat?: number }): string => row.value.repeat(row.repeat ?? 1)

const documents = [...hostileRows('yaml'), ...hostileRows('prototype'), ...hostileRows('size')] as readonly {
  id: string
  why: string
  value: string
  repeat?: number
}[]

describe('a hostile document is refused with its place', () => {
  test.each(documents)('$id as a whole playbook, as roles and as naming rules: $why', (row) => {
    const answers = [
      load(textOf(row)),
      loadRoles(textOf(row), 'playbook.yaml'),
      loadNaming(textOf(row), 'playbook.yaml', { name: 'Contoso', mailDomain: 'contoso.com' }),
    ]

    for (const answer of answers) {
      expect(findings(answer)).not.toEqual([])
      for (const finding of findings(answer)) expect(finding).toMatch(/^playbook\.yaml:\d+:\d+ /)
    }
  })

  const below = [...hostileRows('yaml'), ...hostileRows('prototype')]
  test.each(below)('$id as the input of a step: $why', ({ value }) => {
    const indented = value
      .split('\n')
      .map((line) => `      ${line}`)
      .join('\n')

    const found = findings(load(`name: onboard\nsteps:\n  - ad.groups:\n${indented}\n`))

    expect(found).not.toEqual([])
    for (const finding of found) expect(finding).toMatch(/^playbook\.yaml:\d+:\d+ /)
  })
})

/** Rows that only a directory can judge: an account of this organisation and a flag of a group. The plan's guards refuse them. */
const judgedByDirectory = ['svc-joinery', 'role-assignable-group']

describe('a privileged name is refused with its place', () => {
  const rows = hostileRows('privilege').filter(({ value }) => !judgedByDirectory.includes(value))

  test.each(rows)('$id as a group, as a place and in roles: $value, $why', ({ value }) => {
    const quoted = JSON.stringify(value)

    expect(findings(load(`name: onboard\nsteps:\n  - ad.groups: { add: [Sales, ${quoted}] }\n`))).toEqual([
      'playbook.yaml:3:31 playbook/privileged',
    ])
    expect(findings(load(`name: onboard\nsteps:\n  - entra.groups: { only: [${quoted}] }\n`))).toEqual([
      'playbook.yaml:3:28 playbook/privileged',
    ])
    expect(findings(load(`name: onboard\nsteps:\n  - ad.move: { to: ${quoted} }\n`))).toEqual([
      'playbook.yaml:3:20 playbook/privileged',
    ])
    expect(findings(loadRoles(`role: { boss: { groups: [${quoted}] } }\n`, 'roles.yaml'))).toEqual([
      'roles.yaml:1:26 playbook/privileged',
    ])
  })

  test('unless policy names it', () => {
    const text = 'name: onboard\nsteps:\n  - ad.groups: { add: [DnsAdmins] }\n'

    expect(findings(loadPlaybook(text, 'playbook.yaml', { steps, privilege: ['dnsadmins'] }))).toEqual([])
  })

  test.each([
    'Sales',
    'Administration',
    'OU=Sales,OU=Staff',
    'OU=Staff,DC=corp,DC=contoso,DC=com',
    'CN=Sales,OU=Groups',
    'a=b=c',
    '',
  ])('%s is an ordinary name', (name) => {
    const found = findings(load(`name: onboard\nsteps:\n  - ad.groups: { add: [${JSON.stringify(name)}] }\n`))

    expect(found.filter((finding) => finding.includes('privileged'))).toEqual([])
  })

  test('a title is not a target', () => {
    const text = 'name: onboard\nsteps:\n  - ad.attributes: { title: Administrator }\n'

    expect(findings(load(text)).filter((finding) => finding.includes('privileged'))).toEqual([])
  })
})
