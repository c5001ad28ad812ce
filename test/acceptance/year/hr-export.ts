import type { HrRow } from './hr-row.ts'

/** Settings by which Joinery reads the export. */
export const exportSettings = `format: csv
delimiter: ";"
person:
  employeeId: Personalnummer
  givenName: Vorname
  surname: Nachname
  title: Stelle
  department: Abteilung
  company: Firma
  office: Standort
  phone: Telefon
  country: Land
  manager: Vorgesetzte
  startDate: { from: Eintritt, date: dd.MM.yyyy }
  lastDay: { from: Austritt, date: dd.MM.yyyy }
  timeZone: Zeitzone
`

const columns: readonly (readonly [heading: string, value: (row: HrRow) => string])[] = [
  ['Personalnummer', ({ key }) => key],
  ['Vorname', ({ givenName }) => givenName],
  ['Nachname', ({ surname }) => surname],
  ['Stelle', ({ title }) => title],
  ['Abteilung', ({ department }) => department],
  ['Firma', () => 'Contoso'],
  ['Standort', ({ office }) => office],
  ['Telefon', ({ phone }) => phone],
  ['Land', ({ country }) => country],
  ['Vorgesetzte', ({ manager }) => manager],
  ['Eintritt', ({ startDate }) => germanDay(startDate)],
  ['Austritt', ({ lastDay }) => germanDay(lastDay)],
  ['Zeitzone', ({ zone }) => zone],
]

const germanDay = (day: string): string => day.split('-').reverse().join('.')

const cell = (text: string): string => (/[";\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

export const headingLine = columns.map(([heading]) => heading).join(';')

/** HR's file of a morning. */
export const exportOf = (rows: readonly HrRow[]): string =>
  [headingLine, ...rows.map((row) => columns.map(([, value]) => cell(value(row))).join(';')), ''].join('\r\n')
