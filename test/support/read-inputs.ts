import { type People, readPeople } from '../../src/feed/read-people.ts'
import type { Checked } from '../../src/model/fault.ts'

/** People from one text, as if it were a file of this name. */
export const readText = (name: string, text: string): Checked<People> =>
  readPeople([{ name, bytes: Buffer.from(text) }])

/** A person with the fields given, besides an employeeId and a name, as a JSON file. */
export const readFields = (fields: { readonly [field: string]: unknown }): Checked<People> =>
  readText('new-hire.json', JSON.stringify({ employeeId: '00123', givenName: 'Adele', ...fields }))
