import { describe, expect, test } from 'vitest'
import { didYouMean } from '../../src/model/did-you-mean.ts'

const fields = ['employeeId', 'givenName', 'surname', 'startDate', 'usageLocation']

describe('didYouMean', () => {
  test.each([
    ['employee_id', 'employeeId'],
    ['EMPLOYEE ID', 'employeeId'],
    ['surnam', 'surname'],
    ['startdat', 'startDate'],
    ['surnaem', 'surname'],
    ['given', 'givenName'],
  ])('%s was meant as %s', (word, meant) => {
    expect(didYouMean(word, fields)).toBe(meant)
  })

  test.each(['password', 'x', '', 'salary'])('%j is like nothing that is known', (word) => {
    expect(didYouMean(word, fields)).toBeUndefined()
  })

  test('a beginning that fits two words suggests neither', () => {
    expect(didYouMean('mailbox', ['mailbox.reply', 'mailbox.rules'])).toBeUndefined()
  })
})
