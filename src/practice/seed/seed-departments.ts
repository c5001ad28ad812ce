/** A department of the practice company, its head, and what its people are called. */
export interface SeedDepartment {
  readonly name: string
  readonly head: {
    readonly employeeId: string
    readonly givenName: string
    readonly surname: string
    readonly title: string
  }
  readonly titles: readonly [string, ...string[]]
}

/** Head of the company; her department is Operations. */
export const seedChief = {
  employeeId: '00100',
  givenName: 'Patti',
  surname: 'Fernandez',
  title: 'Chief Executive Officer',
  department: 'Operations',
} as const

const department = (
  name: string,
  employeeId: string,
  [givenName, surname]: readonly [string, string],
  title: string,
  ...titles: readonly [string, ...string[]]
): SeedDepartment => ({ name, head: { employeeId, givenName, surname, title }, titles })

export const seedDepartments: readonly SeedDepartment[] = [
  department(
    'Sales',
    '00101',
    ['Miriam', 'Graham'],
    'Head of Sales',
    'Account Manager',
    'Sales Representative',
    'Account Executive',
  ),
  department(
    'Marketing',
    '00102',
    ['Isaiah', 'Langer'],
    'Head of Marketing',
    'Campaign Manager',
    'Copywriter',
    'Designer',
  ),
  department(
    'Finance',
    '00103',
    ['Nestor', 'Wilke'],
    'Chief Financial Officer',
    'Accountant',
    'Controller',
    'Payroll Specialist',
  ),
  department('HR', '00104', ['Grady', 'Archie'], 'Head of Human Resources', 'Recruiter', 'HR Business Partner'),
  department(
    'IT',
    '00105',
    ['Lee', 'Gu'],
    'Head of IT',
    'Systems Administrator',
    'Service Desk Technician',
    'Network Engineer',
  ),
  department(
    'Engineering',
    '00106',
    ['Lidia', 'Holloway'],
    'Head of Engineering',
    'Software Engineer',
    'Test Engineer',
    'Mechanical Engineer',
  ),
  department(
    'Operations',
    '00107',
    ['Joni', 'Sherman'],
    'Head of Operations',
    'Logistics Planner',
    'Buyer',
    'Shift Lead',
  ),
  department('Legal', '00108', ['Henrietta', 'Mueller'], 'General Counsel', 'Counsel', 'Paralegal'),
]
