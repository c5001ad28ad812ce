import { valueIn } from '../../../src/practice/ad/ad-object.ts'
import type { AdStore } from '../../../src/practice/ad/ad-store.ts'
import { hrPlaces } from './hr-places.ts'
import { daysAfter, type HrRow } from './hr-row.ts'

const DISABLED = 2
/** People of before began within so many days before the company was founded. */
const LONGEST_DAYS = 3000

/** What HR has on record of everybody who works there when the time begins: the practice company as it was founded. */
export const readStaff = (ad: AdStore, firstDay: string): readonly HrRow[] => {
  const key = (id: string): string => {
    const object = ad.get(id)
    return (object && valueIn(object, 'employeeID')) ?? ''
  }
  const rows: HrRow[] = []
  for (const object of ad.all()) {
    const of = (attribute: string): string => valueIn(object, attribute) ?? ''
    if (of('employeeID') === '' || (Number(of('userAccountControl')) & DISABLED) !== 0) continue
    const office = of('physicalDeliveryOfficeName')
    const [manager = ''] = ad.targets('manager', object.id)
    rows.push({
      key: of('employeeID'),
      givenName: of('givenName'),
      surname: of('sn'),
      title: of('title'),
      department: of('department'),
      office,
      phone: of('telephoneNumber'),
      country: of('c'),
      manager: key(manager),
      startDate: daysAfter(firstDay, -((Number(of('employeeID')) * 7) % LONGEST_DAYS) - 30),
      lastDay: '',
      zone: hrPlaces.find((place) => place.office === office)?.zone ?? 'Europe/London',
    })
  }
  return rows.sort((a, b) => (a.key < b.key ? -1 : 1))
}

/** Nothing happens to heads, administrators and people who are not employed. */
export const settledAmong = (ad: AdStore, rows: readonly HrRow[]): ReadonlySet<string> => {
  const heads = new Set(rows.map(({ manager }) => manager))
  const others = [...ad.all()].filter(
    (object) => valueIn(object, 'employeeType') === 'contractor' || valueIn(object, 'adminCount') === '1',
  )
  return new Set([...heads, '00100', ...others.map((object) => valueIn(object, 'employeeID') ?? '')])
}
