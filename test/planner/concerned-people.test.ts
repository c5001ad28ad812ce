import { expect, test } from 'vitest'
import { Fault } from '../../src/model/fault.ts'
import { concernedPeople } from '../../src/planner/concerned-people.ts'
import type { PersonPlan } from '../../src/planner/plan-person.ts'

const inPlaybook = (): Fault =>
  new Fault('plan/no-such-ou', { ou: 'OU=Nowhere' }, { where: { file: 'playbook.yaml', line: 9, column: 5 } })
const inInput = (line: number): Fault =>
  new Fault(
    'plan/unknown-person',
    { field: 'manager', reference: '00999' },
    { where: { file: 'hires.csv', line, column: 1 } },
  )

const names = ['Adele Vance', 'Alex Wilber', 'Megan Bowen', 'Lee Gu', 'Joni Sherman']
const record = (line: number) => ({ where: { file: 'hires.csv', line, column: 1 } })

const messagesOf = (faultsOf: (line: number) => readonly Fault[]): readonly string[] => {
  const plans = names.map((name, at) => ({ person: { name, key: `0010${at}` }, faults: faultsOf(at + 2) }))
  const records = names.map((_, at) => record(at + 2))
  return concernedPeople(plans as unknown as PersonPlan[], records as never).map(({ message }) => message)
}

test('a finding in the playbook names the first people whom it concerns and counts the others', () => {
  const messages = messagesOf(() => [inPlaybook()])

  expect(new Set(messages)).toEqual(
    new Set([
      'There is no OU=Nowhere. Nothing was changed. It concerns Adele Vance (00100), Alex Wilber (00101), Megan Bowen (00102) and 2 more.',
    ]),
  )
})

test('a finding that concerns one of them names that one', () => {
  expect(messagesOf((line) => (line === 4 ? [inPlaybook()] : []))).toEqual([
    'There is no OU=Nowhere. Nothing was changed. It concerns Megan Bowen (00102).',
  ])
})

test('a finding in the input says by its place whom it concerns', () => {
  expect(messagesOf((line) => [inInput(line)])[0]).toBe('manager: no account has "00999". Nothing was changed.')
})
