import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadHouse } from '../../src/playbook/load-house.ts'
import { findings, value } from '../support/checked.ts'

const shared = (file: string) => ({
  text: readFileSync(new URL(`../../playbooks/shared/${file}`, import.meta.url), 'utf8'),
  file,
})
const naming = shared('naming.yaml')
const roles = shared('roles.yaml')
const contoso = { name: 'Contoso', mailDomain: 'contoso.com' }
const adele = { employeeId: '00123', givenName: 'Adele', surname: 'Vance', department: 'Sales' }

describe('the house', () => {
  test('names people and grants roles', () => {
    const house = value(loadHouse({ naming, roles }, contoso))

    const [first] = house.names.candidates(adele)
    expect(first?.upn).toBe('adele.vance@contoso.com')
    expect(value(house.grants(adele)).groups).toContain('Sales')
  })

  test('without a file of roles gives nobody anything', () => {
    expect(value(value(loadHouse({ naming, roles: null }, contoso)).grants(adele))).toMatchObject({
      groups: [],
      licences: [],
      ou: '',
    })
  })

  test('has a hash that changes with either file', () => {
    const hash = (files: Parameters<typeof loadHouse>[0]): string => value(loadHouse(files, contoso)).hash
    const touched = (file: { text: string; file: string }) => ({ ...file, text: `${file.text}# x\n` })

    expect(
      new Set([
        hash({ naming, roles }),
        hash({ naming: touched(naming), roles }),
        hash({ naming, roles: touched(roles) }),
        hash({ naming, roles: null }),
      ]).size,
    ).toBe(4)
  })

  test('reports what is wrong in both files together', () => {
    const answer = loadHouse(
      {
        naming: { text: 'usrname: []\n', file: 'naming.yaml' },
        roles: { text: 'departmnt: {}\n', file: 'roles.yaml' },
      },
      contoso,
    )

    expect(findings(answer)).toEqual(
      expect.arrayContaining(['naming.yaml:1:1 playbook/unknown-key', 'roles.yaml:1:1 playbook/unknown-key']),
    )
  })
})
