import type { Person } from '../../../src/model/person.ts'
import { adele } from '../../support/plan-with.ts'

const givenNames = ['Alex', 'Bianca', 'Debra', 'Enrico', 'Gerhart', 'Irvin', 'Jordan', 'Lynne', 'Nora', 'Pradeep']
const surnames = ['Wilber', 'Pisani', 'Berger', 'Cattaneo', 'Moller']

/** So many new hires of Sales, every name once. */
export const hires = (count: number): readonly Person[] =>
  Array.from({ length: count }, (_, at) => ({
    ...adele,
    employeeId: `06${String(at).padStart(3, '0')}`,
    givenName: givenNames[at % givenNames.length] ?? '',
    surname: surnames[Math.floor(at / givenNames.length) % surnames.length] ?? '',
  }))
