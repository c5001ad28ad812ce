import { describe, expect, test } from 'vitest'
import { parseMembershipRule } from '../../../src/practice/entra/dynamic-rule.ts'
import type { StoredUser } from '../../../src/practice/entra/stored-objects.ts'

const adele: StoredUser = {
  type: 'user',
  id: '87d349ed-44d7-43e1-9a83-5f2406dee5bd',
  deletedDateTime: null,
  licences: [],
  methods: [],
  properties: {
    accountEnabled: true,
    department: 'Sales',
    userType: 'Member',
    jobTitle: 'Retail "Star" Manager',
    proxyAddresses: ['SMTP:adele.vance@contoso.com'],
  },
}

describe('a membership rule', () => {
  test.each([
    ['(user.accountEnabled -eq true) and (user.userType -eq "Member")', true],
    ['user.department -eq "sales"', true],
    ['user.department -ne "Sales"', false],
    ['user.department -in ["HR", "Sales"]', true],
    ['user.department -notIn ["HR","Sales"]', false],
    ['user.jobTitle -contains "manager" -and user.jobTitle -startsWith "Retail"', true],
    ['user.jobTitle -contains "`"Star`""', true],
    ['user.jobTitle -notContains "Director"', true],
    ['-not (user.department -eq "Sales")', false],
    ['user.city -eq null', true],
    ['user.department -ne null', true],
    ['user.department -eq "HR" or user.department -eq "Sales" and user.accountEnabled -eq false', false],
    ['user.proxyAddresses -contains "smtp:adele.vance@contoso.com"', true],
  ])('%s: %s for Adele', (rule, expected) => {
    expect(parseMembershipRule(rule)?.(adele)).toBe(expected)
  })

  test.each([
    '',
    'user.department',
    'user.department -eq',
    'department -eq "Sales"',
    '(user.department -eq "Sales"',
    'user.department -eq "Sales" nonsense',
    'user.department -like "S*"',
    'user.department -in ["HR"',
  ])('%s is no rule', (rule) => {
    expect(parseMembershipRule(rule)).toBeNull()
  })
})
