import type { Person } from '../../model/person.ts'
import type { FieldPlan } from './column-plan.ts'
import type { FeedRecord } from './feed-records.ts'

/** What is odd about the employee numbers of a feed, for whoever looks at its preview. */
export const keyNotes = (
  records: readonly FeedRecord[],
  fields: readonly FieldPlan[],
  people: readonly Person[],
): readonly string[] => [...numbers(records, fields), ...lookAlikes(people)]

const numbers = (records: readonly FeedRecord[], fields: readonly FieldPlan[]): readonly string[] => {
  const path = fields.find(({ rule }) => rule.field === 'employeeId' && rule.digits === null)?.path
  const [column] = path ?? []
  if (column === undefined || path?.length !== 1) return []
  const count = records.filter(({ values }) => typeof values[column] === 'number').length
  if (count === 0) return []
  return [
    `${count} employee numbers are numbers in the file, which have no leading zeros. If yours have, write how long they are:  employeeId: { from: ${column}, digits: 5 }`,
  ]
}

/** 123 beside 00123: two people, or one whose zeros a spreadsheet took. */
const lookAlikes = (people: readonly Person[]): readonly string[] => {
  const seen = new Map<string, string>()
  return people.flatMap(({ employeeId }) => {
    const bare = employeeId.toLowerCase().replace(/^0+/, '')
    const other = seen.get(bare)
    seen.set(bare, employeeId)
    return other === undefined ? [] : [`${employeeId} and ${other} differ in leading zeros only; look at them again.`]
  })
}
