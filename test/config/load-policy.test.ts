import { describe, expect, test } from 'vitest'
import { loadPolicy } from '../../src/config/load-policy.ts'
import { whyNotTrusted } from '../../src/config/why-not-trusted.ts'
import { defaultPolicy } from '../../src/model/policy.ts'
import { findings, messages, value } from '../support/checked.ts'

const FILE = 'policy.yaml'
const known = { playbooks: ['onboard', 'offboard'], roles: ['crm-admin'] }
const load = (text: string) => loadPolicy(text, FILE, known)

const whole = `
limits: { people: 10, percent: 3, hardPercent: 15, window: 2d }
protected:
  accounts: [emergency@contoso.onmicrosoft.com, "00101"]
  groups: [CRM Admins]
  ous: ["OU=Executives,OU=Staff"]
approvals:
  - { for: [offboard, deletes-data, crm-admin], count: 2, not: requester }
  - { for: [onboard] }
windows:
  - { days: [mon-thu, sat], from: "08:00", to: "18:00", timeZone: Europe/Warsaw }
  - { from: "20:00", to: "24:00", timeZone: UTC }
privilege:
  - { playbook: onboard, groups: [CRM Admins], count: 2 }
  - { playbook: undo, accounts: [adele.vance] }
`

describe('a policy', () => {
  test('is read with durations in milliseconds and days one by one', () => {
    expect(value(load(whole))).toEqual({
      limits: { people: 10, percent: 3, hardPercent: 15, windowMs: 172_800_000 },
      protected: {
        accounts: ['emergency@contoso.onmicrosoft.com', '00101'],
        groups: ['CRM Admins'],
        ous: ['OU=Executives,OU=Staff'],
      },
      approvals: [
        { for: ['offboard', 'deletes-data', 'crm-admin'], count: 2, requesterCounts: false },
        { for: ['onboard'], count: 1, requesterCounts: true },
      ],
      windows: [
        { days: ['mon', 'tue', 'wed', 'thu', 'sat'], from: '08:00', to: '18:00', timeZone: 'Europe/Warsaw' },
        { days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '20:00', to: '24:00', timeZone: 'UTC' },
      ],
      privilege: [
        { playbook: 'onboard', groups: ['CRM Admins'], accounts: [], ous: [], count: 2 },
        { playbook: 'undo', groups: [], accounts: ['adele.vance'], ous: [], count: 1 },
      ],
    })
  })

  test('names admin roles that a playbook may give, and whose holders it may change', () => {
    const file = 'privilege: [{ playbook: onboard, roles: [Global Reader] }, { playbook: undo, holders: all }]'

    expect(value(load(file)).privilege).toEqual([
      { playbook: 'onboard', groups: [], roles: ['Global Reader'], accounts: [], ous: [], count: 1 },
      { playbook: 'undo', groups: [], accounts: [], holders: 'all', ous: [], count: 1 },
    ])
  })

  test('that says one thing keeps the safe defaults for all others', () => {
    expect(value(load('limits: { people: 7 }'))).toEqual({
      ...defaultPolicy,
      limits: { ...defaultPolicy.limits, people: 7 },
    })
  })

  test.each([
    ['an unknown key', 'limit: { people: 7 }', 'policy.yaml:1:1 file/unknown-key', 'Did you mean "limits"'],
    ['a misspelt hazard', 'approvals: [{ for: [delete-data] }]', 'policy.yaml:1:21 file/wrong-value', 'deletes-data'],
    [
      'a playbook that is not there',
      'privilege: [{ playbook: onbord, groups: [X] }]',
      'policy.yaml:1:25 file/wrong-value',
      'onboard',
    ],
    [
      'a privilege that allows nothing',
      'privilege: [{ playbook: onboard }]',
      'policy.yaml:1:13 file/wrong-value',
      'groups',
    ],
    [
      'an OU that is none',
      'protected: { ous: [Executives] }',
      'policy.yaml:1:20 file/wrong-value',
      'distinguished name',
    ],
    ['a negative limit', 'limits: { people: -1 }', 'policy.yaml:1:19 file/wrong-value', ''],
    ['a hard share below the soft one', 'limits: { percent: 20 }', 'policy.yaml:1:9 file/wrong-value', 'hardPercent'],
    ['a window without an end', 'limits: { window: forever }', 'policy.yaml:1:19 file/wrong-value', '24h'],
    [
      'an unknown time zone',
      'windows: [{ from: "08:00", to: "18:00", timeZone: Warsaw }]',
      'policy.yaml:1:51 file/wrong-value',
      'IANA',
    ],
    [
      'a window over midnight',
      'windows: [{ from: "20:00", to: "06:00", timeZone: UTC }]',
      'policy.yaml:1:11 file/wrong-value',
      'midnight',
    ],
    [
      'an approval that only the requester may not give',
      'approvals: [{ for: [onboard], not: anybody }]',
      'policy.yaml:1:36 file/wrong-value',
      '',
    ],
  ])('with %s is refused at its place', (_what, text, finding, words) => {
    const loaded = load(text)

    expect(findings(loaded)).toEqual([finding])
    expect(messages(loaded)[0]).toContain(words)
  })
})

describe('a policy file', () => {
  const status = {
    path: '/etc/joinery/policy.yaml',
    playbooks: '/etc/joinery/playbooks',
    mode: 0o100644,
    owner: 1000,
    user: 1000,
  }

  test('of the user alone, or of root, is trusted', () => {
    expect(whyNotTrusted(status)).toBeNull()
    expect(whyNotTrusted({ ...status, owner: 0 })).toBeNull()
    expect(whyNotTrusted({ ...status, path: '/etc/joinery/playbooks-policy.yaml' })).toBeNull()
  })

  test.each([
    ['lies among the playbooks', { path: '/etc/joinery/playbooks/shared/policy.yaml' }, 'the folder of the playbooks'],
    ['may be written by the group', { mode: 0o100664 }, 'mode 664'],
    ['may be written by everybody', { mode: 0o100602 }, 'mode 602'],
    ['belongs to somebody else', { owner: 1001 }, 'another user'],
  ])('that %s is not', (_what, other, words) => {
    expect(whyNotTrusted({ ...status, ...other })).toContain(words)
  })

  test('on Windows is judged by its place alone', () => {
    expect(whyNotTrusted({ ...status, mode: 0o100666, owner: 0, user: null })).toBeNull()
    expect(whyNotTrusted({ ...status, path: '/etc/joinery/playbooks/policy.yaml', user: null })).not.toBeNull()
  })
})
