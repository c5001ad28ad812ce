import { seedChief, seedDepartments } from './seed-departments.ts'
import { seedGivenNames, seedSurnames } from './seed-names.ts'
import type { SeedPerson } from './seed-person.ts'
import { type SeedPlace, seedPlaces } from './seed-places.ts'
import { takeUserName, type UserNames } from './user-name.ts'

/** What makes a person different from a plain employee of the department. */
interface Draft
  extends Partial<Pick<SeedPerson, 'employeeType' | 'home' | 'enabled' | 'admin' | 'idleDays' | 'manager'>> {
  readonly employeeId: string
  readonly givenName: string
  readonly surname: string
  readonly title: string
  readonly department: string
}

const FIRST_STAFF_NUMBER = 110
const ID_LENGTH = 5
/** Adele Vance's, the sample new hire of the documentation; she must be free to start. */
const RESERVED_NUMBER = 123

const notable = (
  fullName: readonly [string, string],
  department: string,
  title: string,
  rest: Partial<Draft> = {},
): Omit<Draft, 'employeeId'> => ({
  givenName: fullName[0],
  surname: fullName[1],
  department,
  title,
  ...rest,
})

/** People that tests, examples and documentation may count on; numbered from 00110. */
const notables: readonly Omit<Draft, 'employeeId'>[] = [
  notable(['Allan', 'Deyoung'], 'IT', 'Domain Administrator', { admin: true, idleDays: 200 }),
  notable(['John', 'Smith'], 'Sales', 'Account Manager'),
  notable(['Pradeep', 'Gupta'], 'Finance', 'Accountant', { enabled: false }),
  notable(['Zoë', 'Müller'], 'Engineering', 'Software Engineer'),
  notable(['Łukasz', 'Żółkiewski'], 'Operations', 'Logistics Planner'),
  notable(['José', 'Núñez'], 'Sales', 'Account Executive'),
  notable(['Siobhán', "O'Brien"], 'Legal', 'Counsel'),
  notable(['Søren', 'Østergård'], 'Engineering', 'Test Engineer', { idleDays: 120 }),
  notable(['Maximiliana', 'Featherstonehaugh'], 'Marketing', 'Copywriter'),
  notable(['Anh', 'Nguyễn'], 'HR', 'Recruiter'),
  notable(['Debra', 'Berger'], 'Marketing', 'Designer', { home: 'cloud', idleDays: 150 }),
  notable(['Johanna', 'Lorenz'], 'Sales', 'Sales Representative', { home: 'cloud' }),
  notable(['Christie', 'Cline'], 'HR', 'HR Business Partner', { home: 'cloud' }),
  notable(['Emily', 'Braun'], 'Engineering', 'Contractor', { employeeType: 'contractor' }),
  notable(['Raul', 'Razo'], 'IT', 'Contractor', { employeeType: 'contractor' }),
  notable(['Irvin', 'Sayers'], 'Operations', 'Contractor', { employeeType: 'contractor' }),
]

const headOf = (department: string): string =>
  seedDepartments.find(({ name }) => name === department)?.head.employeeId ?? seedChief.employeeId

const heads = (): readonly Draft[] => [
  { ...seedChief, manager: null },
  ...seedDepartments.map(({ name, head }): Draft => ({ ...head, department: name, manager: seedChief.employeeId })),
]

const pick = <T>(list: readonly [T, ...T[]] | readonly T[], index: number, fallback: T): T =>
  list[index % list.length] ?? fallback

/** The `index`-th of the unnamed rest. The list lengths have no common factor, so pairs repeat only after their product. */
const anybody = (index: number): Omit<Draft, 'employeeId'> => {
  const department = seedDepartments[index % seedDepartments.length]
  const round = Math.floor(index / seedDepartments.length)
  return {
    givenName: pick(seedGivenNames, index, ''),
    surname: pick(seedSurnames, index * 7, ''),
    title: department ? pick(department.titles, round, department.titles[0]) : seedChief.title,
    department: department?.name ?? seedChief.department,
  }
}

const phoneOf = (place: SeedPlace, employeeId: string): string => `${place.dial} ${employeeId.slice(-4)}`

const complete = (draft: Draft, userName: string): SeedPerson => {
  const place = pick(seedPlaces, Number(draft.employeeId), seedPlaces[0])
  return {
    displayName: `${draft.givenName} ${draft.surname}`,
    manager: headOf(draft.department),
    employeeType: 'employee',
    home: 'ad',
    enabled: true,
    ...draft,
    userName,
    office: place.office,
    city: place.city,
    country: place.country,
    phone: phoneOf(place, draft.employeeId),
  }
}

const staffNumber = (index: number): string => {
  const number = FIRST_STAFF_NUMBER + index
  return String(number < RESERVED_NUMBER ? number : number + 1).padStart(ID_LENGTH, '0')
}

/** The first `count` people of Contoso (at least its nine heads), the same ones every time. Managers come before their reports. */
export const seedPeople = (count: number): readonly SeedPerson[] => {
  const leaders = heads()
  const names: UserNames = { taken: new Set(), next: new Map() }
  const drafts: Draft[] = leaders.slice()
  for (let index = 0; drafts.length < count; index++) {
    const employeeId = staffNumber(index)
    drafts.push({ employeeId, ...(notables[index] ?? anybody(index - notables.length)) })
  }
  return drafts.map((draft) => complete(draft, takeUserName(draft.givenName, draft.surname, names)))
}
