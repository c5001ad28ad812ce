import { describe, expect, test } from 'vitest'
import { parseMembershipRule } from '../../../src/practice/entra/dynamic-rule.ts'
import type { StoredUser } from '../../../src/practice/entra/stored-objects.ts'

const adele: StoredUser = {
  type: 'user',
  id: '87d349ed-44d7-43e1-9a83-5f2406dee5bd',
  deletedDateTime: null,
  licences: [
    {
      skuId: '05e9a617-0261-4cee-bb44-138d3ef5d965',
      disabledPlans: [],
      assignedByGroup: null,
      state: 'Active',
      error: 'None',
      lastUpdatedDateTime: '2026-12-01T08:00:00Z',
    },
  ],
  methods: [],
  properties: {
    accountEnabled: true,
    department: 'Sales',
    userType: 'Member',
    jobTitle: 'Retail "Star" Manager',
    proxyAddresses: ['SMTP:adele.vance@contoso.com'],
    onPremisesExtensionAttributes: { extensionAttribute1: 'shift' },
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
    ['user.proxyAddresses -any (_ -contains "contoso")', true],
    ['user.proxyAddresses -all (_ -startsWith "smtp:" -and _ -notContains "fabrikam")', true],
    ['user.otherMails -any (_ -contains "contoso")', false],
    ['user.jobTitle -match "^retail.*manager$"', true],
    ['user.jobTitle -notMatch "star"', false],
    ['user.extensionAttribute1 -eq "shift"', true],
    ['user.objectId -ne null', true],
    [
      'user.assignedPlans -any (assignedPlan.servicePlanId -eq "efb87545-963c-4e0d-99df-69c6916d9eb0" -and assignedPlan.capabilityStatus -eq "Enabled")',
      true,
    ],
    ['user.assignedPlans -any (assignedPlan.servicePlanId -eq "11111111-2222-4333-8444-555555555555")', false],
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
    'user.jobTitle -match "("',
    'user.proxyAddresses -any _ -contains "contoso"',
    'user.proxyAddresses -any (user.department -eq "Sales")',
    'assignedPlan.servicePlanId -eq "x"',
  ])('%s is no rule', (rule) => {
    expect(parseMembershipRule(rule)).toBeNull()
  })
})
