import { describe, expect, test } from 'vitest'
import { loadPlaybook } from '../../src/playbook/load-playbook.ts'
import type { Scope } from '../../src/playbook/playbook.ts'
import { steps } from '../../src/steps/catalogue.ts'
import { findings, messages, value } from '../support/checked.ts'

const load = (text: string) => loadPlaybook(text, 'playbook.yaml', { steps })
const withTop = (...top: readonly string[]) =>
  load(`name: test\n${top.map((line) => `${line}\n`).join('')}steps:\n  - ad.groups: { add: [Sales] }\n`)

const reasons = { groups: {}, cloudGroups: {}, licences: {} }
const scope: Scope = {
  person: { employeeId: '00123', lastDay: '2026-11-30' },
  account: null,
  ad: { base: 'DC=corp,DC=contoso,DC=com', dnsName: 'corp.contoso.com' },
  organisation: { name: 'Contoso', mode: 'ad', mailDomain: 'contoso.com' },
  today: '2026-11-22',
  inputs: { groups: ['Sales', 'HR'], until: '2027-01-31', copy: true, why: '' },
  roles: { groups: [], cloudGroups: [], licences: [], ou: '', expires: '', reasons, approval: [] },
  formerRoles: { groups: [], cloudGroups: [], licences: [], reasons },
  steps: {},
}

describe('people:', () => {
  test('is any unless told', () => {
    expect(value(withTop()).people).toBe('any')
    expect(value(withTop('people: existing')).people).toBe('existing')
    expect(value(withTop('people: { find: { inactiveDays: 90, ou: OU=Staff } }')).people).toEqual({
      find: { inactiveDays: 90, ou: 'OU=Staff', exceptGroups: [] },
    })
  })

  test('asks for one thing to look for', () => {
    expect(findings(withTop('people: { find: { ou: OU=Staff } }'))).toEqual(['playbook.yaml:2:17 playbook/wrong-value'])
    expect(findings(withTop('people: { find: { inactiveDays: 90, leftDays: 30 } }'))).toHaveLength(1)
    expect(findings(withTop('people: exisiting'))).toHaveLength(1)
    expect(messages(withTop('people: { find: { inactiveDay: 90 } }'))[0]).toContain('give inactiveDays or leftDays')
  })
})

describe('inputs:', () => {
  const inputs = [
    'inputs:',
    '  groups: { type: list }',
    '  until: { type: date, optional: true }',
    '  copy: { type: bool, default: false }',
    '  why: { type: string, optional: true }',
  ]
  const step = (line: string) => load(`name: test\n${inputs.join('\n')}\nsteps:\n  - ${line}\n`)

  test('are in scope, each of its type', () => {
    const playbook = value(step('ad.groups: { add: "${{ inputs.groups }}" }'))

    expect(playbook.steps[0]?.input(scope)).toMatchObject({ ok: true, value: { add: ['Sales', 'HR'] } })
    expect(playbook.inputs['copy']).toEqual({ type: 'bool', about: null, optional: true, preset: false })
  })

  test('are checked before anything runs', () => {
    expect(findings(step('ad.groups: { add: "${{ inputs.until }}" }'))).toEqual(['playbook.yaml:8:28 playbook/type'])
    expect(messages(step('ad.groups: { add: "${{ inputs.group }}" }'))[0]).toContain('Did you mean "groups"?')
    expect(findings(step('{ when: "${{ inputs.why }}", ad.groups: { add: [Sales] } }'))).toHaveLength(1)
  })

  test('have names of their own and defaults of their type', () => {
    expect(messages(withTop('inputs: { lastDay: { type: date } }'))[0]).toContain(
      'every person has a field of this name',
    )
    expect(messages(withTop('inputs: { copy: { type: bool, default: "no" } }'))[0]).toContain('it is no bool')
    expect(messages(withTop('inputs: { end-date: { type: date } }'))[0]).toContain('Write end_date.')
    expect(findings(withTop('inputs: { when: { type: time } }'))).toHaveLength(1)
  })
})

test('the words of a playbook are those of its expressions', () => {
  const playbook = value(withTop('let: { boss: "${{ person.manager }}", roles: "no expression" }'))

  expect(playbook.words.has('manager')).toBe(true)
  expect(playbook.words.has('roles')).toBe(false)
})

describe('dates in expressions', () => {
  const shown = (expression: string): unknown => {
    const playbook = value(load(`name: test\nsteps:\n  - ad.attributes: { description: '\${{ ${expression} }}' }\n`))
    const input = playbook.steps[0]?.input(scope)
    return input?.ok ? (input.value as { description: unknown }).description : messages(input as never)
  }

  test.each([
    ['person.lastDay.plusDays(30)', '2026-12-30'],
    ['person.lastDay.plusDays(-30)', '2026-10-31'],
    ['person.lastDay.plusMonths(3)', '2027-02-28'],
    ['"2028-01-31".plusMonths(1)', '2028-02-29'],
    ['"2026-12-31T22:30:00+01:00".plusDays(1)', '2027-01-01T22:30:00+01:00'],
    ['person.startDate.plusDays(3)', ''],
    ['today', '2026-11-22'],
    ['default(person.startDate, today).plusDays(1)', '2026-11-23'],
    ['person.lastDay.shown("d MMMM yyyy")', '30 November 2026'],
    ['person.lastDay.shown("EEEE, d. MMMM y", "de")', 'Montag, 30. November 2026'],
    ['person.lastDay.shown("d MMMM", "pl")', '30 listopada'],
    ['person.lastDay.shown("dd/MM/yy")', '30/11/26'],
    ['person.startDate.shown("d MMMM yyyy")', ''],
  ])('%s is %j', (expression, expected) => {
    expect(shown(expression.replaceAll("'", "''"))).toBe(expected)
  })

  test.each([
    ['"30.11.2026".plusDays(1)', 'plusDays() needs a date such as 2026-12-01'],
    ['"2026-02-30".plusMonths(1)', 'plusMonths() needs a date'],
    ['person.lastDay.plusDays(9999999)', 'goes at most'],
    ['person.lastDay.shown("YYYY")', 'shown() does not know "YYYY"'],
    ['person.lastDay.shown("d", "no language")', 'is no language tag'],
  ])('%s is refused', (expression, why) => {
    expect(String(shown(expression))).toContain(why)
  })
})
