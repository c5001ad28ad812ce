import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Person } from '../../src/model/person.ts'
import { loadRoles } from '../../src/playbook/roles.ts'
import { findings, messages, value } from '../support/checked.ts'

const shared = readFileSync(new URL('../../playbooks/shared/roles.yaml', import.meta.url), 'utf8')
const roles = value(loadRoles(shared, 'roles.yaml'))
const adele: Person = { employeeId: '00123', givenName: 'Adele', surname: 'Vance', department: 'Sales' }
const where = (field: string, line: number) => ({ [field]: { file: 'new-hire.yaml', line, column: 13 } })

describe('what a person gets', () => {
  test('is the union over everyone and the headings, with the reason for each entry', () => {
    const grants = value(roles.grants({ ...adele, roles: ['crm-admin'] }))

    expect(grants).toMatchObject({
      groups: ['All Staff', 'Sales', 'CRM Users', 'CRM Admins'],
      cloudGroups: ['Sales Team'],
      licences: ['SPE_E3'],
      ou: 'OU=Sales,OU=Staff',
      expires: '',
      approval: ['role crm-admin'],
    })
    expect(grants.reasons.groups).toEqual({
      'All Staff': 'everyone',
      Sales: 'from department Sales',
      'CRM Users': 'from department Sales',
      'CRM Admins': 'from role crm-admin',
    })
  })

  test('leaves out what another rule takes away, and expires with the last day', () => {
    const grants = value(roles.grants({ ...adele, employeeType: 'contractor', lastDay: '2027-03-31' }))

    expect(grants.licences).toEqual(['SPE_F1'])
    expect(grants.reasons.licences).toEqual({ SPE_F1: 'from employee type contractor' })
    expect(grants.expires).toBe('2027-03-31')
  })

  test('is what everyone gets where a field is empty', () => {
    const grants = value(roles.grants({ employeeId: '00123', givenName: 'Adele' }))

    expect(grants).toMatchObject({ groups: ['All Staff'], licences: ['SPE_E3'], ou: '', approval: [] })
  })

  test('does not depend on the letter case in which HR writes a department', () => {
    expect(value(roles.grants({ ...adele, department: 'SALES ' })).reasons.groups).toMatchObject({
      Sales: 'from department Sales',
    })
  })

  test('names a group once, whatever its spelling', () => {
    const text =
      'everyone: { groups: [All Staff, Café] }\ndepartment: { Sales: { groups: [ALL STAFF, "Cafe\u0301", Sales] } }\n'

    expect(value(value(loadRoles(text, 'roles.yaml')).grants(adele)).groups).toEqual(['All Staff', 'Café', 'Sales'])
  })

  test('has the OU of the department before that of everyone', () => {
    const text = 'everyone: { ou: OU=Staff }\ndepartment: { Sales: { ou: OU=Sales }, HR: {} }\n'
    const { grants } = value(loadRoles(text, 'roles.yaml'))

    expect(value(grants(adele)).ou).toBe('OU=Sales')
    expect(value(grants({ ...adele, department: 'HR' })).ou).toBe('OU=Staff')
  })

  test('has the OU of a rule that says no other counts', () => {
    const text =
      'department: { Sales: { ou: OU=Sales } }\nemployeeType: { contractor: { ou: OU=Contractors, without: { ou: true } } }\n'

    expect(value(value(loadRoles(text, 'roles.yaml')).grants({ ...adele, employeeType: 'contractor' })).ou).toBe(
      'OU=Contractors',
    )
  })

  test('is refused where two rules give different OUs', () => {
    const text =
      'department: { Sales: { ou: OU=Sales } }\noffice: { London: { ou: OU=London }, Paris: { ou: ou=sales } }\n'
    const { grants } = value(loadRoles(text, 'roles.yaml'))

    expect(messages(grants({ ...adele, office: 'London' }))).toEqual([
      'Adele Vance: the OU is OU=Sales from department Sales and OU=London from office London. Nothing was changed. Keep one of the two in roles.yaml, or write without: { ou: true } beside the one that counts.',
    ])
    expect(value(grants({ ...adele, office: 'Paris' })).ou).toBe('OU=Sales')
  })
})

describe('a value that does not stand in the file', () => {
  test('of a department is refused at its place, with the one that was meant', () => {
    const answer = roles.grants({ ...adele, department: 'Slaes' }, where('department', 4))

    expect(findings(answer)).toEqual(['new-hire.yaml:4:13 roles/unknown-value'])
    expect(messages(answer)[0]).toBe(
      'Adele Vance: the department "Slaes" does not stand in roles.yaml. Nothing was changed. Did you mean "Sales"? If it is right, add it to roles.yaml under department:.',
    )
  })

  test('of a role is refused, all of them together', () => {
    const answer = roles.grants(
      { ...adele, department: 'Wonders', roles: ['crm-admn', 'wizard'] },
      { ...where('roles', 9), ...where('department', 4) },
    )

    expect(findings(answer)).toEqual([
      'new-hire.yaml:4:13 roles/unknown-value',
      'new-hire.yaml:9:13 roles/unknown-value',
      'new-hire.yaml:9:13 roles/unknown-value',
    ])
    expect(messages(answer)[1]).toContain('Did you mean "crm-admin"?')
  })

  test('reaches nothing that every object has', () => {
    for (const department of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      expect(roles.grants({ ...adele, department }).ok).toBe(false)
    }
  })

  test('falls under "*" where the file has that', () => {
    const { grants } = value(
      loadRoles('office: { London: { groups: [London] }, "*": { groups: [Elsewhere] } }\n', 'roles.yaml'),
    )

    expect(value(grants({ ...adele, office: 'Lisbon' })).reasons.groups).toEqual({ Elsewhere: 'from office Lisbon' })
  })
})

describe('a file of roles', () => {
  test('is refused with everything that is wrong with it, each with its place', () => {
    const text = `everyone: { group: [All Staff], licences: SPE_E3 }
departement:
  Sales: { groups: [Sales] }
department:
  Sales: { ou: "\${{ person.office }}", expires: never }
role:
  boss: { groups: [Domain Admins, "Domänen-Admins "], ou: "DC=corp,DC=contoso,DC=com" }
`

    const answer = loadRoles(text, 'roles.yaml')

    expect(findings(answer)).toEqual([
      'roles.yaml:1:13 playbook/unknown-key',
      'roles.yaml:1:43 playbook/wrong-value',
      'roles.yaml:2:1 playbook/unknown-key',
      'roles.yaml:5:16 playbook/wrong-value',
      'roles.yaml:5:49 playbook/wrong-value',
      'roles.yaml:7:20 playbook/privileged',
      'roles.yaml:7:35 playbook/privileged',
      'roles.yaml:7:59 playbook/privileged',
    ])
    expect(messages(answer)[2]).toContain('Did you mean "department"?')
  })

  test('may name what policy allows', () => {
    const text = 'role: { dns: { groups: [DnsAdmins], approval: true } }\n'

    expect(findings(loadRoles(text, 'roles.yaml'))).toEqual(['roles.yaml:1:25 playbook/privileged'])
    expect(loadRoles(text, 'roles.yaml', ['dnsadmins']).ok).toBe(true)
  })
})
