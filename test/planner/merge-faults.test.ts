import { expect, test } from 'vitest'
import { Fault } from '../../src/model/fault.ts'
import { mergeFaults } from '../../src/planner/merge-faults.ts'

const noOu = (ou: string, line = 1): Fault =>
  new Fault('plan/no-such-ou', { ou }, { where: { file: 'a.yaml', line, column: 1 } })

test('equal findings at one place are one, in the order of the first', () => {
  const faults = [noOu('OU=B'), noOu('OU=A'), noOu('OU=B'), noOu('OU=B', 2), noOu('OU=A')]

  expect(mergeFaults(faults).map(({ message, where }) => [message.slice(12, 16), where?.line])).toEqual([
    ['OU=B', 1],
    ['OU=A', 1],
    ['OU=B', 2],
  ])
})
