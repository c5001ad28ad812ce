/** Where people work: an office of the practice company, or one that HR alone knows of. Clocks are changed in most of them, on different days. */
export interface HrPlace {
  readonly office: string
  readonly country: string
  readonly zone: string
}

export const hrPlaces: readonly HrPlace[] = [
  { office: 'Seattle 18/2111', country: 'US', zone: 'America/Los_Angeles' },
  { office: 'London 2/40', country: 'GB', zone: 'Europe/London' },
  { office: 'München 3/12', country: 'DE', zone: 'Europe/Berlin' },
  { office: 'Warszawa 1/07', country: 'PL', zone: 'Europe/Warsaw' },
  { office: 'Lyon 4/21', country: 'FR', zone: 'Europe/Paris' },
  { office: 'São Paulo 9/02', country: 'BR', zone: 'America/Sao_Paulo' },
  { office: 'Auckland 5/01', country: 'NZ', zone: 'Pacific/Auckland' },
  { office: 'Pune 6/30', country: 'IN', zone: 'Asia/Kolkata' },
  { office: 'Honolulu 7/02', country: 'US', zone: 'Pacific/Honolulu' },
]

export interface HrDepartment {
  readonly name: string
  readonly head: string
  readonly titles: readonly [string, ...string[]]
}

export const hrDepartments: readonly HrDepartment[] = [
  { name: 'Sales', head: '00101', titles: ['Account Manager', 'Sales Representative', 'Account Executive'] },
  { name: 'Marketing', head: '00102', titles: ['Campaign Manager', 'Copywriter', 'Designer'] },
  { name: 'Finance', head: '00103', titles: ['Accountant', 'Controller', 'Payroll Specialist'] },
  { name: 'HR', head: '00104', titles: ['Recruiter', 'HR Business Partner'] },
  { name: 'IT', head: '00105', titles: ['Systems Administrator', 'Network Engineer'] },
  { name: 'Engineering', head: '00106', titles: ['Software Engineer', 'Test Engineer'] },
  { name: 'Operations', head: '00107', titles: ['Logistics Planner', 'Buyer', 'Shift Lead'] },
  { name: 'Legal', head: '00108', titles: ['Counsel', 'Paralegal'] },
]

export const hrGivenNames: readonly string[] = [
  'Adele',
  'Alex',
  'Anne',
  'Björn',
  'Chloé',
  'Diego',
  'Grace',
  'Henrietta',
  'Isabel',
  'Jürgen',
  'Łucja',
  'Megan',
  'Nestor',
  'Ömer',
  'Patti',
  'Siobhán',
]

export const hrSurnames: readonly string[] = [
  'Vance',
  'Wilber',
  'Green',
  'Nyström',
  'Dupont-Moreau',
  'García',
  "O'Neill",
  'van der Berg',
  'Müller',
  'Schäfer',
  'Kowalska',
  'Bowen',
  'de Souza',
  'Yılmaz',
  'Smith',
]
